import type { DataFlow } from '../flows/flow.js';
import type { ContainerPort, ContainerView, ProbeView, ServicePort, ServiceView } from '../model/model.js';
import type { PodContext } from '../pod.js';

/** Who reaches a port of a container, as far as the file shows. */
export interface PortUses {
  /** Containers of the same pod that dial it on localhost. */
  readonly dialed: readonly DataFlow[];
  /** Services of the pod whose target it is. */
  readonly services: readonly { readonly service: ServiceView; readonly port: ServicePort }[];
  /** Probes that try it, of this container or by number of another one. */
  readonly probes: readonly { readonly container: ContainerView; readonly probe: ProbeView }[];
}

/** Finds the users of a port that a container declares. */
export function portUses(pod: PodContext, container: ContainerView, port: ContainerPort): PortUses {
  return {
    dialed: pod.flows.filter(
      ({ to, via }) => to === container && via.kind === 'localhost' && via.port === port.port.value,
    ),
    services: pod.services.flatMap((service) =>
      service.ports
        .filter(({ targetPort }) => isPort(targetPort?.value, port))
        .map((each) => ({ service, port: each })),
    ),
    probes: pod.spec.containers.flatMap((owner) =>
      owner.probes
        .filter((probe) => tries(probe, owner === container, port))
        .map((probe) => ({ container: owner, probe })),
    ),
  };
}

/** A name is looked up in the probe's own container; a host leads elsewhere. */
function tries({ handler }: ProbeView, own: boolean, port: ContainerPort): boolean {
  const target = handler?.host ? undefined : handler?.port?.value;
  return isPort(target, port) && (own || typeof target === 'number');
}

function isPort(reference: number | string | undefined, { port, name }: ContainerPort): boolean {
  return typeof reference === 'string' ? reference === name?.value : reference === port.value;
}
