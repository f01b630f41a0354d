import { entryOf } from '../../../syntax/access.js';
import { rejection } from '../../conditions/rejection.js';
import { removeField } from '../../edits/remove-field.js';
import { defineRule } from '../rule.js';

export const ephemeralContainerInManifest = defineRule({
  id: 'ephemeral-container-in-manifest',
  meta: {
    title: 'Ephemeral container in a manifest',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Ephemeral containers are for looking into a Pod that runs already. They are added to it through a request of its
      own, which \`kubectl debug\` makes; the API server rejects them in a new Pod and in the pod template of a
      workload.

      Remove them from the manifest. A helper that belongs to the Pod is a native sidecar or an entry of \`containers\`.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/',
      'https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/#ephemeral-container',
    ],
    messages: {
      forbidden: 'Ephemeral containers can be added to a running Pod only, with kubectl debug, and not by a manifest',
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
spec:
  containers:
  - name: web
    image: nginx:1.27
  ephemeralContainers:
# ^^^^^^^^^^^^^^^^^^^ ephemeral-container-in-manifest
  - name: debug
    image: busybox:1.36
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
  ephemeralContainers: []
`,
        },
      ],
    },
  },

  fields: ['ephemeralContainers'],
  *check(pod) {
    if (pod.staticPod) return;
    const entry = entryOf(pod.spec.node, 'ephemeralContainers');
    if (entry?.value?.kind !== 'seq' || entry.value.items.length === 0) return;
    yield {
      ...rejection(pod),
      span: entry.pair.keySpan,
      message: { id: 'forbidden', args: {} },
      fixes: () => removeField(pod, pod.spec.node, 'ephemeralContainers', { id: 'remove' }),
    };
  },
});
