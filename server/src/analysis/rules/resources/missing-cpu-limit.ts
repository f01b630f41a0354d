import { unlimitedCpu } from '../../contracts/unbounded.js';
import { defineRule } from '../rule.js';

export const missingCpuLimit = defineRule({
  id: 'missing-cpu-limit',
  meta: {
    title: 'Container with resources but without a CPU limit',
    severity: 'hint',
    enabled: false,
    since: '0.1.0',
    patterns: ['main', 'sidecar', 'ambassador', 'adapter'],
    docs: `
      A limit for CPU holds a container back even while its node is idle, and requests alone divide a busy node fairly,
      so many go without. Whoever pays for what is used, or needs the same speed on every node, wants the limit; the rule
      is for them and off by default. Only containers that set other resources are looked at.`,
    references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
    messages: { missing: "'{container}' has no CPU limit: it takes what its node has to spare" },
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
    resources:
      requests:
        cpu: 100m
        memory: 96Mi
      limits:
#     ^^^^^^ missing-cpu-limit
        memory: 96Mi
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
  resources:
    limits: {cpu: 500m, memory: 256Mi}
  containers:
  - name: web
    image: nginx:1.27
    resources:
      limits:
        memory: 96Mi
`,
        },
      ],
    },
  },

  *check(pod) {
    for (const container of pod.spec.containers) {
      const span = unlimitedCpu(pod, container);
      if (span) yield { span, container, message: { id: 'missing', args: { container: container.label } } };
    }
  },
});
