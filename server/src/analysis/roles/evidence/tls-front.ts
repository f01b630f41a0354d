import { defineEvidence } from '../role.js';

const PROXY = /proxy|ssl|tls|envoy|nginx|haproxy|ghostunnel|stunnel|https/;

export const tlsFront = defineEvidence({
  id: 'tls-front',
  meta: {
    title: 'HTTPS before a plain HTTP sibling',
    why: `
A proxy that opens an HTTPS port beside a container with a plain HTTP port ends TLS for it: it adds to the main container
from outside, which makes it a sidecar although it is a proxy.`,
    messages: { ends: "opens the HTTPS port {port}, while '{sibling}' speaks plain HTTP" },
    weights: { ends: { main: -0.8, sidecar: 1.8 } },
  },
  *collect(pod) {
    for (const container of pod.running) {
      const port = container.ports.find(
        ({ port, name }) => /^(?:https|tls|ssl)/.test(name?.value ?? '') || port.value === 443 || port.value === 8443,
      );
      if (!port || !PROXY.test(`${container.name?.value ?? ''} ${container.image?.repository ?? ''}`.toLowerCase()))
        continue;
      const sibling = pod.running.find(
        (other) =>
          other !== container &&
          other.ports.some(({ port, name }) => name?.value === 'http' || port.value === 80 || port.value === 8080),
      );
      if (!sibling) continue;
      const message = { id: 'ends', args: { port: String(port.port.value), sibling: sibling.label } } as const;
      yield { container, span: port.port.span, message, functions: { 'tls-proxy': 1 } };
    }
  },
});
