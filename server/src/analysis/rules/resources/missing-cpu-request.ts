import { unreservedCpu } from '../../contracts/unbounded.js';
import { addCpuRequest, STARTING_CPU } from '../../edits/add-resources.js';
import { makeFix } from '../../edits/make-fix.js';
import { defineRule } from '../rule.js';

export const missingCpuRequest = defineRule({
  id: 'missing-cpu-request',
  meta: {
    title: 'Container with resources but without a CPU request',
    severity: 'hint',
    since: '0.1.0',
    patterns: ['main', 'sidecar', 'ambassador', 'adapter'],
    docs: `
      When a node's CPU is short, it is divided by the containers' requests: one without a request gets next to nothing,
      and a proxy or a helper that the main container waits for slows the whole Pod down. The scheduler takes no account
      of it either.

      Only containers that set other resources are looked at, for there the request was probably forgotten. A limit for
      CPU stands in for a request, and so do the resources of the Pod as a whole.`,
    references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
    messages: {
      missing: "'{container}' requests no CPU: it gets what others leave when its node is busy",
      add: 'Add a CPU request of {quantity}',
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
    resources:
      requests:
#     ^^^^^^^^ missing-cpu-request
        memory: 96Mi
      limits:
        memory: 96Mi
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
    resources:
      requests:
        memory: 96Mi
        cpu: 100m
      limits:
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
  containers:
  - name: web
    image: nginx:1.27
    resources:
      limits:
        cpu: 200m
        memory: 96Mi
`,
        },
      ],
    },
  },

  *check(pod) {
    for (const container of pod.spec.containers) {
      const span = unreservedCpu(pod, container);
      if (!span) continue;
      const args = { quantity: STARTING_CPU };
      yield {
        span,
        container,
        message: { id: 'missing', args: { container: container.label } },
        fixes: () => makeFix(pod, { message: { id: 'add', args } }, [addCpuRequest(pod, container)]),
      };
    }
  },
});
