import { defineEvidence } from '../role.js';

const ANNOTATIONS = ['kubectl.kubernetes.io/default-container', 'kubectl.kubernetes.io/default-logs-container'];

export const defaultContainer = defineEvidence({
  id: 'default-container',
  meta: {
    title: 'Default container of kubectl',
    why: `
The annotation names the container that \`kubectl logs\` and \`kubectl exec\` take when nobody says which (KEP-2227).
Whoever sets it names the container that people mean when they speak of the pod.`,
    messages: { named: 'is named by {annotation}' },
    weights: { named: { main: 2.5 } },
  },
  *collect(pod) {
    for (const annotation of ANNOTATIONS) {
      const named = pod.spec.annotations.get(annotation);
      const container = named && pod.running.find(({ name }) => name?.value === named.value);
      if (container) yield { container, span: named.span, message: { id: 'named', args: { annotation } } };
    }
  },
});
