import { defineEvidence } from '../role.js';

export const firstContainer = defineEvidence({
  id: 'first-container',
  meta: {
    title: 'First entry of containers',
    why: `
\`kubectl logs\` and \`kubectl exec\` take the first entry by default, so most people write the main container first: in 70
of 100 pods with a known helper. A weak hint, as order means nothing to Kubernetes.`,
    messages: { first: 'is the first entry of containers' },
    weights: { first: { main: 0.5 } },
  },
  *collect(pod) {
    const [container, other] = pod.apps;
    if (container && other) yield { container, span: container.anchor, message: { id: 'first', args: {} } };
  },
});
