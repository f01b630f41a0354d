import { defineEvidence } from '../role.js';

export const worksForSibling = defineEvidence({
  id: 'works-for-sibling',
  meta: {
    title: 'Has its upstream on localhost',
    why: `
A helper that is pointed at a port of its own pod serves the container behind it: a proxy in front of it, a reloader, or an
exporter, which reads it in order to show it.`,
    messages: { upstream: "works for port {port} of '{server}'" },
    weights: { upstream: { main: -0.5, sidecar: 0.8, adapter: 0.8 } },
  },
  *collect(pod) {
    for (const { flow, port, serves } of pod.dials) {
      if (!serves) continue;
      const message = { id: 'upstream', args: { server: flow.to.label, port: String(port) } } as const;
      yield { container: flow.from, span: flow.spans[0], message };
    }
  },
});
