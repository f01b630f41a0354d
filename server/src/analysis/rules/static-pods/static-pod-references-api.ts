import { removeEntry } from '../../../syntax/edit.js';
import type { YamlPair } from '../../../syntax/nodes.js';
import { apiReferences } from '../../conditions/api-references.js';
import { makeFix } from '../../edits/make-fix.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix } from '../rule.js';

export const staticPodReferencesApi = defineRule({
  id: 'static-pod-references-api',
  meta: {
    title: 'Static Pod that needs an object of the API',
    severity: 'error',
    since: '0.1.0',
    docs: `
      The kubelet of a node runs static Pods from files, without asking the API server. They cannot refer to other
      objects: no ServiceAccount, ConfigMap, Secret or PersistentVolumeClaim, not even an optional one. The kubelet
      refuses to run such a Pod (since Kubernetes 1.34), and the API server refuses to show it.

      Give it what it needs from the node, with a \`hostPath\`, or write values into the manifest; where it has to have
      the objects, a DaemonSet is the way to run a Pod on every node.

      A Pod is taken for a static one where its file stands in a folder \`etc/kubernetes/manifests\`, where
      \`podPatterns.staticPods\` names the file, or where the Pod has the kubelet's annotation for it.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/',
      'https://kubernetes.io/docs/concepts/workloads/pods/#static-pods',
    ],
    messages: {
      pod: 'A static Pod runs without the API server, so it cannot refer to an object of kind {kind}',
      container:
        "'{container}' needs an object of kind {kind}, to which a static Pod cannot refer, as it runs without the API server",
      remove: 'Remove the service account',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: proxy
  annotations:
    kubernetes.io/config.source: file
spec:
  serviceAccountName: proxy
#                     ^^^^^ static-pod-references-api
  containers:
  - name: proxy
    image: haproxy:3.1
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: proxy
  annotations:
    kubernetes.io/config.source: file
spec:
  containers:
  - name: proxy
    image: haproxy:3.1
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: proxy
  annotations:
    kubernetes.io/config.source: file
spec:
  containers:
  - name: proxy
    image: haproxy:3.1
    envFrom:
    - configMapRef:
        name: proxy
#             ^^^^^ static-pod-references-api
    volumeMounts:
    - {name: config, mountPath: /usr/local/etc/haproxy, readOnly: true}
  volumes:
  - name: config
    configMap:
      name: haproxy
#           ^^^^^^^ static-pod-references-api
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: proxy
  annotations:
    kubernetes.io/config.source: file
spec:
  containers:
  - name: proxy
    image: haproxy:3.1
    volumeMounts:
    - {name: config, mountPath: /usr/local/etc/haproxy, readOnly: true}
  volumes:
  - name: config
    hostPath:
      path: /etc/haproxy
      type: Directory
`,
        },
      ],
    },
  },

  *check(pod) {
    if (!pod.staticPod) return;
    for (const { kind, span, container, pairs } of apiReferences(pod.spec)) {
      yield {
        span,
        ...(container && { container }),
        message: { id: container ? 'container' : 'pod', args: { kind, container: container?.label ?? '' } },
        ...(pairs && { fixes: () => without(pod, pairs) }),
      };
    }
  },
});

/** A static Pod has no use for an account; anything else has to come from somewhere. */
function without({ manifest, spec }: Pod, pairs: readonly YamlPair[]): readonly Fix<'remove'>[] {
  const edits = pairs.map((pair) => removeEntry(manifest.document, spec.node, pair));
  return makeFix({ manifest }, { message: { id: 'remove', args: {} } }, edits);
}
