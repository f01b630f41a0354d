import { entryOf } from '../../../syntax/access.js';
import { removeEntry } from '../../../syntax/edit.js';
import type { Span } from '../../../syntax/span.js';
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
      pod: 'A static Pod cannot refer to a {kind}, as the kubelet runs it without the API server',
      container: "'{container}' needs a {kind}, which a static Pod cannot refer to, as it runs without the API server",
      remove: 'Remove {field}',
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
    for (const { kind, span, container } of apiReferences(pod.spec)) {
      yield {
        span,
        ...(container && { container }),
        message: { id: container ? 'container' : 'pod', args: { kind, container: container?.label ?? '' } },
        fixes: () => (kind === 'ServiceAccount' ? withoutAccount(pod, span) : []),
      };
    }
  },
});

/** A static Pod has no use for an account; anything else has to come from somewhere. */
function withoutAccount(pod: Pod, span: Span): readonly Fix<'remove'>[] {
  const { document } = pod.manifest;
  return ['serviceAccountName', 'serviceAccount'].flatMap((field) => {
    const pair = entryOf(pod.spec.node, field)?.pair;
    if (pair?.value?.span.start !== span.start) return [];
    return makeFix(pod, { message: { id: 'remove', args: { field } } }, [removeEntry(document, pod.spec.node, pair)]);
  });
}
