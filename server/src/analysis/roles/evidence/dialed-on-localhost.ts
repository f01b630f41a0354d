import { isFront } from '../fronts.js';
import { defineEvidence } from '../role.js';

export const dialedOnLocalhost = defineEvidence({
  id: 'dialed-on-localhost',
  meta: {
    title: 'Dialed by an application on localhost',
    why: `
The containers of a pod share one network, so an address on localhost names a container of the same pod. An application that
is told to find a service there, although the service is really elsewhere, talks to an ambassador. Databases and other
servers that hold the data themselves are no ambassadors, and neither is what Services aim at. The proxy of a mesh is a sidecar
whoever dials it.`,
    messages: {
      declared: "'{client}' connects to its port {port} on localhost",
      assumed: "'{client}' connects to port {port} on localhost, and no other container can have that port",
      script: "a script of '{client}' connects to port {port} on localhost",
    },
    weights: {
      declared: { main: -1, ambassador: 2 },
      assumed: { main: -0.8, ambassador: 1.8 },
      script: { main: -0.4, ambassador: 1 },
    },
  },
  *collect(pod) {
    for (const { flow, port, declared, serves, through } of pod.dials) {
      const product = pod.productOf(flow.to);
      if (serves || product?.function === 'mesh-proxy' || (product?.role === 'main' && !isFront(product))) continue;
      const id = through === 'script' ? 'script' : declared ? 'declared' : 'assumed';
      const message = { id, args: { client: flow.from.label, port: String(port) } } as const;
      yield { container: flow.to, span: flow.spans[0], message, functions: functionsOf(port) };
    }
  },
});

const DATABASE_PORTS = new Set([5432, 3306, 1433, 6379, 27017, 11211, 9042, 1521, 6432]);

function functionsOf(port: number): { readonly 'db-proxy'?: number; readonly 'outbound-proxy'?: number } {
  return DATABASE_PORTS.has(port) ? { 'db-proxy': 1 } : { 'outbound-proxy': 0.5 };
}
