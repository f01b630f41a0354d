import type { Located, Span } from '../../../syntax/span.js';
import { isMissing, itemAnchor } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { isLabelName, nearestLabel } from '../../conditions/names.js';
import { rejection } from '../../conditions/rejection.js';
import { volumeEntries } from '../../conditions/volume-entries.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const invalidVolumeName = defineRule({
  id: 'invalid-volume-name',
  meta: {
    title: 'Volume without a valid name',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Mounts find a volume by its name, so every volume needs one: at most 63 of \`a-z\`, \`0-9\` and \`-\`, not
      beginning or ending with \`-\` (a label of RFC 1123). The API server rejects anything else.`,
    references: [
      'https://kubernetes.io/docs/concepts/storage/volumes/',
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names',
    ],
    messages: {
      missing: 'Volume {index} of the Pod has no name',
      invalid: "'{volume}' is no valid name of a volume, which consists of a-z, 0-9 and inner hyphens",
      long: "'{volume}' is too long for a name of a volume, which has 63 characters at most",
      rename: "Rename to '{nearest}', also where it is mounted",
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
    volumeMounts:
    - name: site_content
      mountPath: /usr/share/nginx/html
  volumes:
  - name: site_content
#         ^^^^^^^^^^^^ invalid-volume-name
    emptyDir: {}
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
    volumeMounts:
    - name: site-content
      mountPath: /usr/share/nginx/html
  volumes:
  - name: site-content
    emptyDir: {}
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
  - emptyDir: {}
#   ^^^^^^^^ invalid-volume-name
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
    volumeMounts:
    - name: site-content
      mountPath: /usr/share/nginx/html
  volumes:
  - name: site-content
    emptyDir: {}
`,
        },
      ],
    },
  },

  fields: ['volumes'],
  *check(pod) {
    for (const { node, index, name } of volumeEntries(pod.spec)) {
      if (!name) {
        if (!isWhole(pod) || !isMissing(node, 'name') || isMisread(pod.manifest, node.span)) continue;
        yield {
          ...rejection(pod),
          span: itemAnchor(node),
          message: { id: 'missing', args: { index: String(index + 1) } },
        };
      } else if (!isLabelName(name.value) && !isPlaceholder(name.value)) {
        yield {
          ...rejection(pod),
          span: name.span,
          message: { id: name.value.length > 63 ? 'long' : 'invalid', args: { volume: name.value } },
          fixes: () => renaming(pod, name),
        };
      }
    }
  },
});

function renaming(pod: Pod, { value, span }: Located<string>) {
  const nearest = nearestLabel(value);
  if (nearest === undefined || pod.spec.volumes.some(({ name }) => name.value === nearest)) return [];
  const uses = pod.spec.containers.flatMap(({ mounts, devices }) => [...mounts, ...devices]);
  const places = [span, ...uses.flatMap(({ name }) => (name.value === value ? [name.span] : []))];
  const { document } = pod.manifest;
  const edits = uniqueSpans(places).map((place) => replaceAt(document, place, nearest));
  return makeFix(pod, { message: { id: 'rename' as const, args: { nearest } }, evenIfShared: true }, edits);
}

/** A container that an alias repeats has its mounts at one place. */
function uniqueSpans(spans: readonly Span[]): readonly Span[] {
  return [...new Map(spans.map((span) => [span.start, span])).values()];
}
