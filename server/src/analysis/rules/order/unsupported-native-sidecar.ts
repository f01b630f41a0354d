import { isWhole, rejectionSeverity } from '../../conditions/workload.js';
import { defineRule } from '../rule.js';

export const unsupportedNativeSidecar = defineRule({
  id: 'unsupported-native-sidecar',
  meta: {
    title: 'Native sidecar in a cluster that knows none',
    severity: 'error',
    since: '0.1.0',
    patterns: ['sidecar'],
    kubernetes: { before: '1.29' },
    docs: `
      Native sidecars, which are init containers with \`restartPolicy: Always\`, came with Kubernetes 1.28 behind a feature
      gate and are there by default since 1.29. An older API server rejects the field or leaves it out. Then the container
      is a plain init container that never ends, and the Pod waits for it forever.

      List it under \`containers\`, or set \`podPatterns.kubernetesVersion\` to the version of the cluster.
      The rule speaks only when that setting is lower than 1.29.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers',
    ],
    messages: {
      unsupported:
        "'{container}' is a native sidecar, which Kubernetes has since 1.29 only: before, the Pod never starts",
    },
    examples: {
      bad: [
        {
          kubernetesVersion: '1.27',
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: log-agent
    image: registry.example/log-agent:2.0
    restartPolicy: Always
#                  ^^^^^^ unsupported-native-sidecar
  containers:
  - name: web
    image: nginx:1.27
`,
        },
      ],
      good: [
        {
          kubernetesVersion: '1.29',
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: log-agent
    image: registry.example/log-agent:2.0
    restartPolicy: Always
  containers:
  - name: web
    image: nginx:1.27
`,
        },
      ],
    },
  },

  fields: ['initContainers'],
  *check(pod) {
    if (!isWhole(pod)) return;
    for (const container of pod.spec.containers) {
      if (container.lifecycle !== 'sidecar' || !container.restartPolicy) continue;
      yield {
        severity: rejectionSeverity(pod),
        span: container.restartPolicy.span,
        container,
        message: { id: 'unsupported', args: { container: container.label } },
      };
    }
  },
});
