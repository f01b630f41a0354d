import { apiAccessOf } from '../../conditions/api-access.js';
import { defineRule } from '../rule.js';

export const staticPodApiHelper = defineRule({
  id: 'static-pod-api-helper',
  meta: {
    title: 'Helper of a static Pod that lives on the API',
    severity: 'error',
    since: '0.1.0',
    patterns: ['sidecar', 'init'],
    docs: `
      Some helpers ask the Kubernetes API with the token of the Pod's service account: \`k8s-sidecar\`,
      \`k8s-wait-for\`, \`kube-rbac-proxy\`, every script with \`kubectl\`. A static Pod has no service account and so no
      token: an init container that asks never ends, and a sidecar is started again and again.

      Leave the helper out, hand its result over as a file of the node, or run the Pod by a DaemonSet. Nothing is reported
      where the container has an access of its own, such as a kubeconfig of the node.`,
    references: ['https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/'],
    messages: {
      helper: "'{container}' asks the API server with {client}, but a static Pod has no service account to do so",
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
  initContainers:
  - name: wait-for-database
#         ^^^^^^^^^^^^^^^^^ static-pod-api-helper
    image: ghcr.io/groundnuty/k8s-wait-for:v2.0
    args: [pod, -lapp=database]
  containers:
  - name: proxy
    image: haproxy:3.1
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
  initContainers:
  - name: wait-for-database
    image: registry.k8s.io/kubectl:v1.34.2
    args: [wait, --for=condition=Ready, pod, -l, app=database]
    env:
    - {name: KUBECONFIG, value: /etc/kubernetes/kubelet.conf}
    volumeMounts:
    - {name: node, mountPath: /etc/kubernetes, readOnly: true}
  containers:
  - name: proxy
    image: haproxy:3.1
  volumes:
  - name: node
    hostPath:
      path: /etc/kubernetes
      type: Directory
`,
        },
      ],
    },
  },

  *check(pod) {
    if (!pod.staticPod) return;
    for (const container of pod.spec.containers) {
      const access = apiAccessOf(pod, container);
      if (!access) continue;
      const args = { container: container.label, client: access.client };
      yield { span: container.anchor, container, message: { id: 'helper', args } };
    }
  },
});
