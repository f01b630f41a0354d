import { entryOf } from '../../syntax/access.js';
import { isWhole, runningContainers, runsOn } from '../conditions/workload.js';
import { portUses } from '../facts/port-uses.js';
import type { ContainerPort, ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';
import type { ContainerFunction } from '../roles/role.js';

/** Why a container's readiness matters that nobody checks. */
export interface Unready {
  /** The port that a Service sends traffic to, with the Service's name. */
  readonly served: { readonly port: ContainerPort; readonly service: string } | undefined;
  /** Whether the pod answers through this container. */
  readonly central: boolean;
  /** The TCP ports that it declares. */
  readonly ports: readonly ContainerPort[];
}

/** Sidecars that stand in front of the main container: traffic passes through them. */
const INBOUND: readonly ContainerFunction[] = ['auth-proxy', 'tls-proxy', 'mesh-proxy'];

/**
 * What a missing readiness probe means; undefined where there is one, or where it would not matter: the container ends, or
 * is a helper that no Service targets.
 */
export function unready(pod: Pod, container: ContainerView): Unready | undefined {
  if (!isWhole(pod) || !runsOn(pod) || !runningContainers(pod.spec).includes(container)) return undefined;
  if (entryOf(container.node, 'readinessProbe')) return undefined;
  const ports = container.ports.filter(({ protocol }) => protocol === 'TCP');
  const served = servedPort(pod, container, ports);
  const { role, function: purpose } = pod.verdictOf(container);
  const central = role === 'main' || (ports.length > 0 && (role === 'ambassador' || INBOUND.includes(purpose)));
  return served || central ? { served, central, ports } : undefined;
}

function servedPort(pod: Pod, container: ContainerView, ports: readonly ContainerPort[]): Unready['served'] {
  for (const port of ports) {
    const name = portUses(pod, container, port).services[0]?.service.manifest.name;
    if (name) return { port, service: name.value };
  }
  return undefined;
}
