import { entryOf } from '../../../syntax/access.js';
import { removeField } from '../../edits/remove-field.js';
import { defineRule } from '../rule.js';

export const staticPodEphemeral = defineRule({
  id: 'static-pod-ephemeral',
  meta: {
    title: 'Ephemeral container in a static Pod',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Ephemeral containers are added to a running Pod through a request to the API server. A static Pod belongs to the
      kubelet of its node, and the API server only shows a copy: it can have no ephemeral containers, in its file or
      later on. To look into one, use \`crictl\` on the node, or \`kubectl debug node/…\`.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/',
      'https://kubernetes.io/docs/tasks/debug/debug-cluster/crictl/',
    ],
    messages: {
      forbidden: 'A static Pod can have no ephemeral containers, neither in its file nor added with kubectl debug',
      remove: 'Remove the ephemeral containers',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    kubernetes.io/config.source: file
spec:
  containers:
  - name: web
    image: nginx:1.27
  ephemeralContainers:
# ^^^^^^^^^^^^^^^^^^^ static-pod-ephemeral
  - name: debug
    image: busybox:1.36
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    kubernetes.io/config.source: file
spec:
  containers:
  - name: web
    image: nginx:1.27
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
  annotations:
    kubernetes.io/config.source: file
spec:
  containers:
  - name: web
    image: nginx:1.27
  ephemeralContainers: []
`,
        },
      ],
    },
  },

  fields: ['ephemeralContainers'],
  *check(pod) {
    if (!pod.staticPod) return;
    const entry = entryOf(pod.spec.node, 'ephemeralContainers');
    if (entry?.value?.kind !== 'seq' || entry.value.items.length === 0) return;
    yield {
      span: entry.pair.keySpan,
      message: { id: 'forbidden', args: {} },
      fixes: () => removeField(pod, pod.spec.node, 'ephemeralContainers', { id: 'remove' }),
    };
  },
});
