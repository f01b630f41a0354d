import { programOf } from '../../commands/program.js';
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
    for (const container of pod.running) {
      const says = `${container.name?.value ?? ''} ${container.image?.repository ?? ''}`.toLowerCase();
      if (!PROXY.test(says) || pod.apps.length + (container.lifecycle === 'sidecar' ? 1 : 0) < 2) continue;
      const message = { id: 'captured', args: { init: init.label } } as const;
      yield { container, span: init.anchor, message, functions: { 'mesh-proxy': 1.5 } };
    }
  },
});
