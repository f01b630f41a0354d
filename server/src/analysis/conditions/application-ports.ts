import { settingsOf } from '../catalogue/catalogue.js';
import { openPortsOf, probedPortsOf } from '../commands/open-ports.js';
import type { ContainerPort, ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';
import { runningContainers } from './workload.js';

/** Ports beside those of the application itself. */
const BESIDE = /metric|prom|health|admin|debug|probe|status/i;

/**
 * The TCP ports on which the application takes requests: those that the main containers declare, where their names do
 * not speak of metrics, health and the like. Empty where the role of one of them is unsure.
 */
export function applicationPorts(pod: Pod): readonly ContainerPort[] {
  const mains = runningContainers(pod.spec).filter((each) => pod.verdictOf(each).role === 'main');
  if (mains.some((each) => pod.verdictOf(each).certainty === 'low')) return [];
  return mains.flatMap(({ ports }) =>
    ports.filter(({ name, protocol }) => protocol === 'TCP' && !BESIDE.test(name?.value ?? '')),
  );
}

/** Whether a container declares the port, opens it by a flag, a setting or its product's default, or is probed on it. */
export function opensPort({ spec }: Pod, port: number): boolean {
  return runningContainers(spec).some((container) =>
    [...openPortsOf(container), ...probedPortsOf(container)].some((each) => each.port === port),
  );
}

/** Variables that may tell a port; their values may stand elsewhere. */
const TELLS_A_PORT = /PORT|LISTEN|BIND|ADDR|URL/i;

/** Whether a container opens the port, or may well do so: it names it anywhere, or takes settings from elsewhere. */
export function mayOpenPort(pod: Pod, port: number): boolean {
  const number = new RegExp(`(?<![\\w.])${port}(?![\\w.])`);
  const mayOpen = (container: ContainerView) =>
    container.envFrom.length > 0 ||
    container.env.some(({ name, value }) => !value && TELLS_A_PORT.test(name.value)) ||
    number.test(settingsOf(container));
  return opensPort(pod, port) || runningContainers(pod.spec).some(mayOpen);
}
