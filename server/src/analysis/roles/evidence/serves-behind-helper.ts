import { defineEvidence } from '../role.js';

export const servesBehindHelper = defineEvidence({
  id: 'serves-behind-helper',
  meta: {
    title: 'Dialed by a helper on localhost',
    why: `
An exporter, a reloader or a proxy with an upstream on localhost names the container that it works for. The one that is
helped is the main container.`,
    messages: {
      declared: "'{helper}' works for its port {port}",
      assumed: "'{helper}' works for port {port}, and no other container can have that port",
    },
    weights: {
      declared: { main: 1.5, sidecar: -0.5, ambassador: -0.5 },
      assumed: { main: 1, sidecar: -0.5, ambassador: -0.5 },
    },
  },
  *collect(pod) {
    for (const { flow, port, declared, serves } of pod.dials) {
      if (!serves) continue;
      const id = declared ? 'declared' : 'assumed';
      const message = { id, args: { helper: flow.from.label, port: String(port) } } as const;
      yield { container: flow.to, span: flow.spans[0], message };
    }
  },
});
