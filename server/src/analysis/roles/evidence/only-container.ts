import { defineEvidence } from '../role.js';

export const onlyContainer = defineEvidence({
  id: 'only-container',
  meta: {
    title: 'The only entry of containers',
    why: `
A pod needs at least one regular container, and exists for it. Where there is one, it is the main container whatever its
image is: an exporter, a log shipper or a proxy alone in its pod is the purpose of that pod. A patch of a workload shows only
some of its containers, so there it tells nothing.`,
    messages: { only: 'is the only entry of containers' },
    weights: { only: { main: 4, sidecar: -3, ambassador: -3, adapter: -3 } },
  },
  *collect(pod) {
    const [container, other] = pod.apps;
    if (container && !other && !pod.patch)
      yield { container, span: container.anchor, message: { id: 'only', args: {} } };
  },
});
