import { isWhole, runsOn } from '../conditions/workload.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';
import type { ContainerFunction } from '../roles/role.js';

const DEFAULT_GRACE_SECONDS = 30;

/** Functions that the main container needs until its very end: for its last lines and its last connections. */
export const NEEDED_TO_THE_END: ReadonlySet<ContainerFunction> = new Set([
  'log-shipper',
  'mesh-proxy',
  'db-proxy',
  'outbound-proxy',
]);

/** The main container that takes its time to stop and still needs this helper, which is told to stop together with it. */
export function stoppedEarly(pod: Pod, container: ContainerView): ContainerView | undefined {
  if (!isWhole(pod) || !runsOn(pod) || container.lifecycle !== 'app' || hasPreStop(container)) return undefined;
  const { function: purpose, certainty, role } = pod.verdictOf(container);
  if (role === 'main' || certainty !== 'high' || !NEEDED_TO_THE_END.has(purpose)) return undefined;
  if (rotates(container) || waitsForClients(container)) return undefined;
  return pod.spec.containers.find((each) => each !== container && each.lifecycle === 'app' && takesItsTime(pod, each));
}

/** Whether it puts old logs away, as an image that ships logs may do under another command. */
function rotates({ label, command, args }: ContainerView): boolean {
  return [label, ...[...command, ...args].map(({ value }) => value)].some((word) => /log-?rotat/i.test(word));
}

/** Settings of the Cloud SQL and AlloyDB proxies and of Istio's by which they stay until nobody is connected. */
const STAYING = /sigterm[-_]delay|term[-_]timeout|EXIT_ON_ZERO_ACTIVE_CONNECTIONS/i;

function waitsForClients({ command, args, env }: ContainerView): boolean {
  const texts = [...[...command, ...args].map(({ value }) => value), ...env.map(({ name }) => name.value)];
  return texts.some((text) => STAYING.test(text));
}

function takesItsTime(pod: Pod, container: ContainerView): boolean {
  if (pod.verdictOf(container).role !== 'main') return false;
  return hasPreStop(container) || (pod.spec.terminationGracePeriodSeconds?.value ?? 0) > DEFAULT_GRACE_SECONDS;
}

function hasPreStop({ hooks }: ContainerView): boolean {
  return hooks.some(({ kind }) => kind === 'preStop');
}
