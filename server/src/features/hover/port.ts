import { type PortUses, portUses } from '../../analysis/facts/port-uses.js';
import type { ContainerPort, ContainerView } from '../../analysis/model/model.js';
import { onPair } from './cursor.js';
import { code, escaped } from './markdown.js';
import { defineMessages, type HoverAnswer, type HoverPlace } from './topic.js';

export const portMessages = defineMessages({
  id: 'hover-port',
  messages: {
    port: '**Port** {port} of {container} · {protocol}',
    namedPort: '**Port** {port} of {container} · {protocol}, named {name}',
    dialed: '{container} dials it on localhost · {line}',
    service: 'Service {service} sends what comes to its port {port} here · {line}',
    probe: 'The {kind} of {container} tries it · {line}',
    unused: 'Nothing in this file dials it, sends to it or probes it.',
    hostPort: 'It is open on the node as port {port} too, so a node can hold one such Pod.',
    shared: 'The containers of a Pod share one network, so a port can be taken only once.',
    informal: 'Listing a port opens nothing, and leaving it out closes nothing; its name is for Services and probes.',
    more: 'And {count} more.',
  },
});

const own = portMessages;

const MAX_USES = 6;

/** A declared port, at its number or name: who dials it, which Services and probes lead to it. */
export function portTopic(place: HoverPlace): HoverAnswer | undefined {
  for (const container of place.pod.spec.containers) {
    for (const port of container.ports) {
      const span = (['containerPort', 'name', 'hostPort'] as const)
        .map((key) => onPair(port.node, key, place.offset))
        .find((each) => each !== undefined);
      if (span) return { span, sections: sectionsOf(place, container, port) };
    }
  }
  return undefined;
}

function sectionsOf(place: HoverPlace, container: ContainerView, port: ContainerPort): readonly (readonly string[])[] {
  const uses = useLines(place, portUses(place.pod, container, port));
  const host = port.hostPort ? [place.text(own, 'hostPort', { port: String(port.hostPort.value) })] : [];
  return [
    [titleText(place, container, port), ...host],
    uses.length > 0 ? uses : [place.text(own, 'unused')],
    [place.text(own, 'shared'), place.text(own, 'informal')],
  ];
}

function titleText(place: HoverPlace, container: ContainerView, { port, name, protocol }: ContainerPort): string {
  const args = { port: code(String(port.value)), container: code(container.label), protocol: escaped(protocol) };
  return name ? place.text(own, 'namedPort', { ...args, name: code(name.value) }) : place.text(own, 'port', args);
}

function useLines(place: HoverPlace, { dialed, services, probes }: PortUses): readonly string[] {
  const lines = [
    ...dialed.map(({ from, spans }) =>
      place.text(own, 'dialed', { container: code(from.label), line: place.line(spans[0]) }),
    ),
    ...services.map(({ service: { manifest }, port }) => {
      const span = port.targetPort?.span ?? manifest.kind.span;
      return place.text(own, 'service', {
        service: code(manifest.name?.value ?? '?'),
        port: code(String(port.port?.value ?? '?')),
        line: place.line(span, manifest.document),
      });
    }),
    ...probes.map(({ container, probe }) =>
      place.text(own, 'probe', {
        kind: code(probe.kind),
        container: code(container.label),
        line: place.line(probe.keySpan),
      }),
    ),
  ];
  if (lines.length <= MAX_USES) return lines;
  return [...lines.slice(0, MAX_USES), place.text(own, 'more', { count: String(lines.length - MAX_USES) })];
}
