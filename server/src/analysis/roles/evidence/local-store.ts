import { defineEvidence } from '../role.js';

/** Stores that hold what another container could get or make again, or that serve one program as its memory. */
const STORES = new Set(['redis', 'valkey', 'keydb', 'dragonfly', 'memcached', 'etcd']);

export const localStore = defineEvidence({
  id: 'local-store',
  meta: {
    title: 'A cache of the pod',
    why: `
A cache in the same pod that the application dials on localhost keeps its data itself, so it is no ambassador to a cache
elsewhere. It dies with the application and serves nobody else, unless a Service aims at it: it enhances the application, as a sidecar does.
Databases are left out, since a pod with an application and its database mostly shows two mains.`,
    messages: { dialed: "is a store of the pod's own, which '{client}' dials on localhost" },
    weights: { dialed: { main: -1, sidecar: 1.6 } },
  },
  *collect(pod) {
    for (const { flow, serves } of pod.dials) {
      const product = pod.productOf(flow.to);
      if (serves || product?.role !== 'main' || !STORES.has(product.repository)) continue;
      const message = { id: 'dialed', args: { client: flow.from.label } } as const;
      yield { container: flow.to, span: flow.spans[0], message };
    }
  },
});
