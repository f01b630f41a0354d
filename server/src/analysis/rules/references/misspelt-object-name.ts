import { missedBySlip } from '../../conditions/slip.js';
import { isWhole } from '../../conditions/workload.js';
import { changeText } from '../../edits/change-text.js';
import { objectReferences } from '../../model/object-references.js';
import { isPlaceholder } from '../../model/placeholder.js';
import { defineRule } from '../rule.js';

export const misspeltObjectName = defineRule({
  id: 'misspelt-object-name',
  meta: {
    title: 'ConfigMap, Secret or claim whose name misses one beside the pod',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      A container waits for the ConfigMaps and Secrets that it takes variables from, and a pod for the objects that it
      mounts: where one is missing, nothing starts. No object of this name is beside the pod, but one whose name differs
      by a single slip of the finger is.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes',
    ],
    messages: {
      slip: "There is no {kind} '{name}' beside this pod, which waits for it, but there is '{nearest}'",
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
    envFrom:
    - configMapRef:
        name: setings
#             ^^^^^^^ misspelt-object-name
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
    envFrom:
    - configMapRef:
        name: settings
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings-1
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
    envFrom:
    - configMapRef:
        name: settings-2
`,
        },
      ],
    },
  },

  fields: [
    'configMap',
    'secret',
    'persistentVolumeClaim',
    'configMapKeyRef',
    'configMapRef',
    'secretKeyRef',
    'secretRef',
  ],
  *check(pod) {
    if (!isWhole(pod) || pod.staticPod || pod.named.length === 0) return;
    const references = objectReferences(pod.spec);
    const used = new Set(references.map(({ kind, name }) => `${kind}/${name.value}`));
    for (const { kind, name, optional, container } of references) {
      if (optional || isPlaceholder(name.value)) continue;
      const names = pod.named.flatMap((each) => (each.kind === kind ? [each.name] : []));
      // What the pod uses as well is another object.
      const unused = names.filter((each) => !used.has(`${kind}/${each}`));
      const nearest = names.includes(name.value) ? undefined : missedBySlip(name.value, unused);
      if (nearest === undefined) continue;
      yield {
        span: name.span,
        ...(container && { container }),
        message: { id: 'slip', args: { kind, name: name.value, nearest } },
        fixes: () => changeText(pod, name, nearest, { id: 'change' }),
      };
    }
  },
});
