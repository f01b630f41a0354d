import { defineEvidence } from '../role.js';

export const ephemeralContainer = defineEvidence({
  id: 'ephemeral-container',
  meta: {
    title: 'Listed under ephemeralContainers',
    why: `
An ephemeral container is added to a running pod to look into it, mostly by \`kubectl debug\`. It never is what the pod
exists for.`,
    messages: { added: 'is an ephemeral container, added to a running pod for debugging' },
    weights: { added: { sidecar: 8 } },
  },
  *collect(pod) {
    for (const container of pod.spec.containers) {
      if (container.lifecycle !== 'ephemeral') continue;
      yield { container, span: container.anchor, message: { id: 'added', args: {} }, functions: { debug: 3 } };
    }
  },
});
