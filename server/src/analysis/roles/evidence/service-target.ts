import type { Located } from '../../../syntax/span.js';
import { openPortsOf, probedPortsOf } from '../../commands/open-ports.js';
import type { ContainerView } from '../../model/model.js';
import { namesHelp } from '../names.js';
import type { PodFacts } from '../pod-facts.js';
import { defineEvidence } from '../role.js';

export const serviceTarget = defineEvidence({
  id: 'service-target',
  meta: {
    title: 'Target of a Service',
    why: `
A Service sends the world's requests to the container that the pod exists for, unless that container passes them on to a
sibling: then it is a proxy in front of the main container, which is a sidecar. An ambassador faces the other way and has
no Service. Ports for metrics do not count.`,
    messages: {
      serves: "Service '{service}' sends requests to its port {port}",
      passesOn: "Service '{service}' sends requests to its port {port}, and it passes them on inside the pod",
    },
    weights: { serves: { main: 2, ambassador: -1 }, passesOn: { main: -0.8, sidecar: 2, ambassador: -1 } },
  },
  *collect(pod) {
    if (pod.running.length < 2) return;
    for (const { manifest, ports } of pod.services) {
      for (const { name, targetPort } of ports) {
        if (!targetPort || /metric|prom/.test(`${name?.value ?? ''} ${targetPort.value}`)) continue;
        const target = containerOf(pod, targetPort);
        if (!target || namesHelp(target.container.name?.value ?? '')) continue;
        const { container, span } = target;
        const passesOn = pod.flowsFrom(container).some(({ via }) => via.kind === 'localhost');
        const args = { service: manifest.name?.value ?? 'Service', port: String(targetPort.value) };
        yield { container, span, message: { id: passesOn ? 'passesOn' : 'serves', args } };
      }
    }
  },
});

/** The container that declares the port; else one that declares none and opens it by a flag, a probe or its product. */
function containerOf(
  { running }: PodFacts,
  target: Located<number | string>,
): { container: ContainerView; span: Located<number>['span'] } | undefined {
  for (const container of running) {
    const port = container.ports.find(({ port, name }) => port.value === target.value || name?.value === target.value);
    if (port) return { container, span: port.port.span };
  }
  for (const container of running) {
    if (container.ports.length > 0) continue;
    const open = [...openPortsOf(container), ...probedPortsOf(container)].find(({ port }) => port === target.value);
    if (open) return { container, span: open.span };
  }
  return undefined;
}
