import { mapOf, nodeOf, stringOf } from '../../../syntax/access.js';
import { nearestName } from '../../conditions/nearest-name.js';
import { isWhole } from '../../conditions/workload.js';
import { changeText } from '../../edits/change-text.js';
import type { Manifest } from '../../model/model.js';
import { objectReferences } from '../../model/object-references.js';
import { hasPlaceholderKey, isPlaceholder, isUnsettled } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const unknownConfigKey = defineRule({
  id: 'unknown-config-key',
  meta: {
    title: 'Entry that its ConfigMap or Secret does not have',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      A container that takes a variable from an entry which is not there does not start (CreateContainerConfigError), and
      a volume that shows such an entry is not mounted. The object stands beside the pod, and has no entry of this name.
      Give the entry, name another one, or set \`optional: true\` where the container does without it.

      An object without any entries is filled by somebody else and left alone, as are tokens of service accounts.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
      'https://kubernetes.io/docs/concepts/configuration/secret/',
    ],
    messages: {
      variable: "{kind} '{name}' has no entry '{key}', so '{container}' does not start",
      file: "{kind} '{name}' has no entry '{key}', so the volume is not mounted",
      change: "Change to '{nearest}'",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  level: info
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    env:
    - name: LEVEL
      valueFrom:
        configMapKeyRef:
          name: settings
          key: levle
#              ^^^^^ unknown-config-key
`,
          fixed: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  level: info
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    env:
    - name: LEVEL
      valueFrom:
        configMapKeyRef:
          name: settings
          key: level
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  level: info
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    env:
    - name: COLOUR
      valueFrom:
        configMapKeyRef:
          name: settings
          key: colour
          optional: true
`,
        },
      ],
    },
  },

  fields: ['key'],
  *check(pod) {
    if (!isWhole(pod) || pod.staticPod) return;
    const objects = [...pod.configMaps, ...pod.secrets].map(({ manifest }) => manifest);
    if (objects.length === 0) return;
    for (const { kind, name, key, optional, container } of objectReferences(pod.spec)) {
      if (!key || optional || isPlaceholder(key.value)) continue;
      const named = objects.filter((each) => each.kind.value === kind && each.name?.value === name.value);
      // What is put in later is not known; of alternatives, one that has the entry is enough.
      if (named.length === 0 || named.some(isOpen) || isChanged(pod, kind, name.value, named.length)) continue;
      const entries = named.flatMap(entriesOf);
      if (entries.includes(key.value)) continue;
      const nearest = nearestName(key.value, entries);
      const args = { kind, name: name.value, key: key.value, container: container?.label ?? '' };
      yield {
        span: key.span,
        ...(container && { container }),
        message: { id: container ? 'variable' : 'file', args },
        fixes: () => changeText(pod, key, nearest, { id: 'change' }),
      };
    }
  },
});

/** Whether a kustomization generates or patches an object that is defined as well, and may add entries to it. */
function isChanged({ named }: Pod, kind: string, name: string, defined: number): boolean {
  return named.filter((each) => each.kind === kind && each.name === name).length > defined;
}

const ENTRIES = ['data', 'binaryData', 'stringData'] as const;

/** Labels and annotations that have a controller put entries in: certificates of OpenShift, copies of other objects. */
const FILLED_BY = /(?:^|[./])(?:inject-(?:trusted-)?cabundle|replicate-from|reflects)$/;

/** Whether a template or a placeholder stands for entries, or a controller puts them in, as into one that has none yet. */
function isOpen(manifest: Manifest): boolean {
  const { document, node } = manifest;
  const metadata = mapOf(node, 'metadata');
  const marks = [mapOf(metadata, 'labels'), mapOf(metadata, 'annotations')].flatMap((map) => map?.pairs ?? []);
  return (
    document.templated ||
    entriesOf(manifest).length === 0 ||
    stringOf(node, 'type')?.value === 'kubernetes.io/service-account-token' ||
    marks.some(({ key }) => key !== undefined && FILLED_BY.test(key)) ||
    hasPlaceholderKey(node) ||
    ENTRIES.some((field) => {
      const map = mapOf(node, field);
      return map ? hasPlaceholderKey(map) : isUnsettled(nodeOf(node, field));
    })
  );
}

function entriesOf({ node }: Manifest): readonly string[] {
  return ENTRIES.flatMap((field) => (mapOf(node, field)?.pairs ?? []).flatMap(({ key }) => key ?? []));
}
