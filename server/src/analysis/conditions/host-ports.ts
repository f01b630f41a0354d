import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';
import { type PortEntry, portEntries } from './port-entries.js';
import { lastingContainers } from './workload.js';

/** A port of the node that an entry of `ports` takes. */
export interface HostPortClaim {
  readonly container: ContainerView;
  readonly port: PortEntry;
  readonly hostPort: number;
  /** Equal for two that cannot both be: protocol, address and number, and for an init container the container too. */
  readonly key: string;
  /** Whether only the Pods have it that are made from the template, and not the template itself. */
  readonly isMadeLater: boolean;
}

/**
 * The ports of the node that a pod takes. On the node's network every container port of a Pod becomes one (core/v1 defaults);
 * a template's do so when its Pods are made. Init containers are held against themselves only.
 * Source: core/validation, AccumulateUniqueHostPorts.
 */
export function claimsOf(pod: Pod): readonly HostPortClaim[] {
  const isOnNode = pod.spec.hostNetwork?.value === true;
  const isPod = pod.manifest.kind.value === 'Pod';
  return lastingContainers(pod.spec).flatMap((container) =>
    portEntries(container).flatMap((port) => {
      const hostPort = port.hostPort?.value ?? (isOnNode ? port.containerPort?.value : undefined);
      if (!hostPort) return [];
      const owner = container.list === 'containers' ? '' : container.index;
      const key = `${owner} ${port.protocol} ${port.hostIP?.value ?? ''} ${hostPort}`;
      return [{ container, port, hostPort, key, isMadeLater: !port.hostPort && !isPod }];
    }),
  );
}
