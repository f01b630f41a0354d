import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';

/** Ports on which log shippers answer for themselves, with health and metrics; on others they take input. */
const OWN_PORTS: ReadonlySet<number> = new Set([
  2020, 2021, 3101, 5066, 8686, 9080, 9598, 9600, 12345, 13133, 24220, 24231,
]);
const OWN_NAME = /metrics|prom|health|monitor|admin|api|status|stats(?!d)/;
/** An input of the common shippers' configurations that listens rather than reads. */
const LISTENING_INPUT =
  /(?:@type|name|type)\s*(?:[:=]\s*)?["']?(?:forward|http|tcp|udp|syslog|otlp|opentelemetry|in_forward|fluent|socket|statsd|beats)\b|\breceivers:|journal|systemd|kubernetes_logs/i;

/** Whether a log shipper may get its lines over the network, so that it needs no files. */
export function takesNetworkInput(pod: Pod, container: ContainerView): boolean {
  return (
    container.ports.some(({ port, name }) => !OWN_PORTS.has(port.value) && !OWN_NAME.test(name?.value ?? '')) ||
    pod.flows.some(({ to, via }) => to === container && via.kind === 'localhost') ||
    readsNoFiles(container) ||
    configurations(pod, container).some((text) => LISTENING_INPUT.test(text))
  );
}

/** Whether Fluent Bit is told its inputs by flags, as in `-i mem`, and none of them follows files. */
function readsNoFiles({ image, command, args }: ContainerView): boolean {
  if (!/(?:^|\/)fluent-?bit$/.test(image?.repository ?? '')) return false;
  const words = [...command, ...args].flatMap(({ value }) => value.split(/\s+/));
  const inputs = words.filter((_, index) => words[index - 1] === '-i');
  return inputs.length > 0 && !inputs.includes('tail');
}

/** What configures the container, as far as the file shows: the ConfigMaps that it mounts, and its own arguments. */
function configurations({ configMaps, spec }: Pod, { mounts, args, command }: ContainerView): readonly string[] {
  const mounted = new Set(
    spec.volumes
      .filter(({ name }) => mounts.some((mount) => mount.name.value === name.value))
      .flatMap((volume) => volume.configMaps.map(({ value }) => value)),
  );
  return [
    ...[...command, ...args].map(({ value }) => value),
    ...configMaps
      .filter(({ manifest }) => manifest.name && mounted.has(manifest.name.value))
      .flatMap(({ data }) => [...data.values()].map(({ value }) => value)),
  ];
}
