import { booleanOf, entryOf, mapOf } from '../../syntax/access.js';
import { openPortsOf } from '../commands/open-ports.js';
import { isFilledIn } from '../conditions/filled-in.js';
import { guardsMetrics } from '../conditions/inbound-proxies.js';
import { isKnative, isWhole, runsOn } from '../conditions/workload.js';
import { portUses } from '../facts/port-uses.js';
import type { ContainerPort, ContainerView, ServiceView } from '../model/model.js';
import type { Pod } from '../pod.js';
import type { ContainerFunction } from '../roles/role.js';

/** Why a container's readiness matters that nobody checks. */
export interface Unready {
  /** The Service that sends it traffic, by its name; undefined where none is known. */
  readonly service: string | undefined;
  /** Whether the pod answers through this container and the manifest itself shows that the traffic reaches it. */
  readonly matters: boolean;
  /** The port to ask, as a number where the container does not declare it. */
  readonly port: ContainerPort | number | undefined;
}

/** Sidecars that stand in front of the main container: traffic passes through them. */
const INBOUND: readonly ContainerFunction[] = ['auth-proxy', 'tls-proxy', 'mesh-proxy'];

/** Helpers that no request to the others passes through. */
const ASIDE: readonly ContainerFunction[] = ['metrics-exporter', 'log-shipper', 'config-reloader', 'file-sync'];

/**
 * What a missing readiness probe means; undefined where there is one, or where it would not matter: the container ends,
 * opens no port that we know of, or is a helper that no Service targets. One that stands aside would only keep the pod
 * from the Services that ask for others.
 */
export function unready(pod: Pod, container: ContainerView): Unready | undefined {
  const { lifecycle } = container;
  if (!isWhole(pod) || !runsOn(pod) || (lifecycle !== 'app' && lifecycle !== 'sidecar')) return undefined;
  // Nothing counts as ready before its startup probe has passed.
  if (['readinessProbe', 'startupProbe'].some((probe) => entryOf(container.node, probe))) return undefined;
  if (isKnative(pod) || isFilledIn(container)) return undefined;
  const ports = portsOf(container);
  const served = servedPort(pod, container);
  const { role, function: purpose, certainty } = pod.verdictOf(container);
  const inbound = INBOUND.includes(purpose) && !guardsMetrics(container);
  // What may as well be main is asked like main.
  const central = role === 'main' || role === 'ambassador' || inbound || certainty === 'low';
  if (!served && !(central && ports.length > 0)) return undefined;
  const aside = !central && (ASIDE.includes(purpose) || guardsMetrics(container));
  if (aside && pod.spec.containers.some((each) => pod.verdictOf(each).role === 'main' && servedPort(pod, each))) {
    return undefined;
  }
  return {
    service: served?.service,
    matters: central && served?.shown === true,
    port: served?.port ?? ports[0],
  };
}

function portsOf({ ports }: ContainerView): readonly ContainerPort[] {
  return ports.filter(({ protocol }) => protocol === 'TCP');
}

/** The first port that a Service sends traffic to: one that it declares, or else one that it is known to open. */
function servedPort(pod: Pod, container: ContainerView) {
  for (const port of portsOf(container)) {
    const use = portUses(pod, container, port).services.find(({ service }) => waitsForReadiness(service));
    const service = use?.service.manifest.name?.value;
    if (service !== undefined) return { port, service, shown: true };
  }
  return pod.services.filter(waitsForReadiness).flatMap((service) => undeclaredPort(pod, container, service))[0];
}

/** A Service that publishes addresses before the pods are ready sends its traffic at once, probe or not. */
function waitsForReadiness({ manifest }: ServiceView): boolean {
  return !booleanOf(mapOf(manifest.node, 'spec'), 'publishNotReadyAddresses')?.value;
}

/** A Service's port, by number, that nobody declares while this container opens it by its arguments or by default. */
function undeclaredPort({ spec }: Pod, container: ContainerView, { manifest, ports }: ServiceView) {
  const service = manifest.name?.value;
  if (service === undefined) return [];
  const open = openPortsOf(container);
  return ports.flatMap(({ targetPort }) => {
    const port = targetPort?.value;
    const own = open.find((each) => each.from !== 'declared' && each.port === port);
    if (typeof port !== 'number' || !own) return [];
    const declared = spec.containers.some((each) => each.ports.some((known) => known.port.value === port));
    return declared ? [] : [{ port, service, shown: own.from === 'flag' }];
  });
}
