import { nearestName } from '../../conditions/nearest-name.js';
import { isWhole } from '../../conditions/workload.js';
import { changeText } from '../../edits/change-text.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

const ANNOTATION = 'kubectl.kubernetes.io/default-container';

export const unknownDefaultContainer = defineRule({
  id: 'unknown-default-container',
  meta: {
    title: 'Default container that the Pod does not have',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['main'],
    docs: `
      The annotation \`kubectl.kubernetes.io/default-container\` tells \`kubectl logs\`, \`exec\` and \`attach\` which
      container is meant when none is given. Where it names none of the Pod's containers, kubectl falls back to the first
      one, which in a Pod with helpers is often the wrong one.`,
    references: [
      'https://kubernetes.io/docs/reference/labels-annotations-taints/#kubectl-kubernetes-io-default-container',
    ],
    messages: {
      unknown: "This Pod has no container '{name}', so kubectl takes the first one",
      change: "Change to '{nearest}'",
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
    kubectl.kubernetes.io/default-container: nginx
#                                            ^^^^^ unknown-default-container
spec:
  containers:
  - name: web
    image: nginx:1.27
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    kubectl.kubernetes.io/default-container: web
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
    kubectl.kubernetes.io/default-container: web
spec:
  containers:
  - name: web
    image: nginx:1.27
`,
        },
      ],
    },
  },

  fields: [ANNOTATION],
  *check(pod) {
    const annotation = pod.spec.annotations.get(ANNOTATION);
    if (!isWhole(pod) || !annotation || isPlaceholder(annotation.value)) return;
    const names = pod.spec.containers.flatMap(({ name }) => name?.value ?? []);
    if (pod.injected.some(({ name }) => name === annotation.value)) return;
    // The namespace may ask for this one.
    if (names.includes(annotation.value) || names.some(isPlaceholder) || annotation.value === 'istio-proxy') return;
    const meant = nearestName(annotation.value, names) ?? mainOf(pod);
    yield {
      span: annotation.span,
      message: { id: 'unknown', args: { name: annotation.value } },
      fixes: () => changeText(pod, annotation, meant, { id: 'change' }),
    };
  },
});

function mainOf(pod: Pod): string | undefined {
  return pod.spec.containers.find((container) => pod.verdictOf(container).role === 'main')?.name?.value;
}
