import { defineEvidence } from '../role.js';

const CAPABILITIES = new Set(['NET_ADMIN', 'NET_RAW', 'CAP_NET_ADMIN', 'CAP_NET_RAW']);

export const networkCapability = defineEvidence({
  id: 'network-capability',
  meta: {
    title: 'May change the network of the pod',
    why: `
Routes and packet filters hold for the whole pod. A container that may change them beside others acts on their traffic, as
VPN and mesh containers do. In pods that use the node's network it says nothing.`,
    messages: { may: 'has the capability {capability}, which acts on the network of the whole pod' },
    weights: { may: { sidecar: 0.6, ambassador: 0.3 } },
  },
  *collect(pod) {
    if (pod.running.length < 2 || pod.spec.hostNetwork?.value) return;
    for (const container of pod.running) {
      const capability = container.capabilities.find(({ value }) => CAPABILITIES.has(value));
      if (!capability) continue;
      yield { container, span: capability.span, message: { id: 'may', args: { capability: capability.value } } };
    }
  },
});
