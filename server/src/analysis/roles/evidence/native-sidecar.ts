import { defineEvidence } from '../role.js';

export const nativeSidecar = defineEvidence({
  id: 'native-sidecar',
  meta: {
    title: 'Init container with restartPolicy Always',
    why: `
The API calls such a container a sidecar: it starts before the others, runs as long as they do, and does not keep a Job
from completing (KEP-753). So it is no main container. Which helper it is, the position does not say: an ambassador or an
adapter may run this way as well.`,
    messages: { restarts: 'is an init container with restartPolicy Always, which serves other containers' },
    weights: { restarts: { main: -8, sidecar: 1.5, ambassador: 0.3, adapter: 0.3 } },
  },
  *collect(pod) {
    for (const container of pod.spec.containers) {
      if (container.lifecycle !== 'sidecar') continue;
      const span = container.restartPolicy?.span ?? container.anchor;
      yield { container, span, message: { id: 'restarts', args: {} } };
    }
  },
});
