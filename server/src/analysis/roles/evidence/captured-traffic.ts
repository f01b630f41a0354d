import { programOf } from '../../commands/program.js';
import { baseName } from '../../commands/shell-commands.js';
import type { ContainerView } from '../../model/model.js';
import type { PodFacts } from '../pod-facts.js';
import { defineEvidence } from '../role.js';

const PROXY = /proxy|envoy|linkerd|l5d|mesh/;

export const capturedTraffic = defineEvidence({
  id: 'captured-traffic',
  meta: {
    title: 'Traffic is led to it by an init container',
    why: `
An init container that sets packet filters leads the pod's connections through a proxy without the application's knowledge,
in both directions. Such a proxy adds to the application (encryption, telemetry, policy) and is called a sidecar rather than
an ambassador, which the application calls itself.`,
    messages: { captured: "'{init}' leads the pod's traffic through it" },
    weights: { captured: { main: -1, sidecar: 2, ambassador: -0.5 } },
  },
  *collect(pod) {
    const init = pod.spec.containers.find(
      (container) =>
        container.lifecycle === 'init' &&
        (pod.productOf(container)?.function === 'network-setup' ||
          programOf(container).words.some(({ value }) => /iptables|transparent-proxy/.test(value))),
    );
    if (!init) return;
    for (const container of capturing(pod)) {
      const message = { id: 'captured', args: { init: init.label } } as const;
      yield { container, span: init.anchor, message, functions: { 'mesh-proxy': 1.5 } };
    }
  },
});

/** The proxies of a mesh; where the catalogue knows none, what is named like a proxy. */
function capturing(pod: PodFacts): readonly ContainerView[] {
  if (pod.running.length < 2) return [];
  const known = pod.running.filter((container) => pod.productOf(container)?.function === 'mesh-proxy');
  if (known.length > 0) return known;
  return pod.running.filter(({ name, image }) =>
    PROXY.test(`${name?.value ?? ''} ${baseName(image?.repository ?? '')}`.toLowerCase()),
  );
}
