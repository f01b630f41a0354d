import { asScalar, nodeOf } from '../../../syntax/access.js';
import type { YamlScalar } from '../../../syntax/nodes.js';
import { permissionsOf } from '../../conditions/file-mode.js';
import { rejection } from '../../conditions/rejection.js';
import { fileSources, type VolumeEntry, volumeEntries } from '../../conditions/volume-entries.js';
import { makeFix } from '../../edits/make-fix.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const invalidFileMode = defineRule({
  id: 'invalid-file-mode',
  meta: {
    title: 'File mode out of range',
    severity: 'error',
    since: '0.1.0',
    docs: `
      The permissions of files in a volume lie between \`0\` and \`0777\`, in octal. YAML reads a number as octal only
      if it begins with \`0\` or \`0o\`: \`755\` is the decimal number, which is \`01363\` in octal, and the API server
      rejects it. JSON has no octal numbers; there \`493\` says \`0755\`.`,
    references: [
      'https://kubernetes.io/docs/concepts/storage/volumes/#configmap',
      'https://kubernetes.io/docs/tasks/inject-data-application/distribute-credentials-secure/#set-posix-permissions-for-secret-keys',
    ],
    messages: {
      range: "{field} {mode} of volume '{volume}' is above 0777",
      decimal: "{field} {mode} of volume '{volume}' is a decimal number; as permissions it would be {octal}",
      negative: "{field} {mode} of volume '{volume}' is below zero",
      change: 'Change to {octal}',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
  volumes:
  - name: scripts
    configMap:
      name: scripts
      defaultMode: 755
#                  ^^^ invalid-file-mode
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
  volumes:
  - name: scripts
    configMap:
      name: scripts
      defaultMode: 0755
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
  volumes:
  - name: scripts
    configMap:
      name: scripts
      items:
      - key: start.sh
        path: start.sh
        mode: 01755
#             ^^^^^ invalid-file-mode
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
  volumes:
  - name: scripts
    configMap:
      name: scripts
      defaultMode: 0755
  - name: keys
    secret:
      secretName: keys
      defaultMode: 256
`,
        },
      ],
    },
  },

  fields: ['defaultMode', 'mode'],
  *check(pod) {
    for (const volume of volumeEntries(pod.spec)) {
      for (const { field, scalar } of modesOf(volume)) {
        const { value } = scalar;
        if (typeof value !== 'number' || (value >= 0 && value <= LARGEST)) continue;
        const octal = permissionsOf(pod.manifest.document, scalar.source);
        const args = { volume: volume.label, field, mode: scalar.source, octal: octal ?? '' };
        yield {
          ...rejection(pod),
          span: scalar.span,
          message: { id: value < 0 ? 'negative' : octal === undefined ? 'range' : 'decimal', args },
          fixes: () => (octal === undefined ? [] : change(pod, scalar, octal)),
        };
      }
    }
  },
});

const LARGEST = 0o777;

/** Where a volume gives permissions: for all files of a source, and for single ones. */
function* modesOf(volume: VolumeEntry): Iterable<{ readonly field: string; readonly scalar: YamlScalar }> {
  const projected = volume.sources.find(({ kind }) => kind === 'projected')?.node;
  const sources = fileSources(volume);
  for (const owner of [projected, ...sources.map(({ node }) => node)]) {
    const scalar = asScalar(nodeOf(owner, 'defaultMode'));
    if (scalar) yield { field: 'defaultMode', scalar };
  }
  for (const item of sources.flatMap(({ items }) => items)) {
    const scalar = asScalar(nodeOf(item, 'mode'));
    if (scalar) yield { field: 'mode', scalar };
  }
}

function change(pod: Pod, { span }: YamlScalar, octal: string) {
  const words = {
    message: { id: 'change' as const, args: { octal } },
    applicability: 'safe' as const,
    evenIfShared: true,
  };
  return makeFix(pod, words, [{ span, newText: octal }]);
}
