import type { ContainerView, PodSpecView, QuantityView, ResourcesView } from '../model/model.js';
import type { Nanos } from '../model/quantity.js';
import { requestTotal } from './pod-totals.js';

/** A pod's quality of service class, which says who is evicted first when the node runs short. */
export interface QosClass {
  readonly name: 'Guaranteed' | 'Burstable' | 'BestEffort';
  /** What keeps the pod from being Guaranteed, in source order; empty where it is. */
  readonly gaps: readonly QosGap[];
  /** False where a value is a template's or no quantity, so that the class may come out differently. */
  readonly certain: boolean;
}

export interface QosGap {
  /** Undefined where the pod's own `resources` are meant. */
  readonly container: ContainerView | undefined;
  readonly resource: 'cpu' | 'memory';
  readonly lack: 'limit' | 'request-below-limit';
}

const QOS_RESOURCES = ['cpu', 'memory'] as const;

/**
 * The class as kubelet and API server compute it, from cpu and memory alone and with a quantity of 0 as none: Guaranteed
 * where every container has limits for both and requests equal to them, BestEffort where no container gives anything,
 * else Burstable. Init containers count like the others. Pod-level resources, where there are any, count instead.
 */
export function qosClass(spec: PodSpecView): QosClass {
  const owners = ownersOf(spec);
  const gaps = owners.flatMap((owner) => QOS_RESOURCES.flatMap((resource) => gapOf(owner, resource) ?? []));
  const gives = owners.some((owner) =>
    QOS_RESOURCES.some((resource) => owner.requestOf(resource) || owner.limitOf(resource)),
  );
  const certain = !owners.some(({ resources }) => hasUnreadable(resources));
  if (!gives) return { name: 'BestEffort', gaps, certain };
  return { name: gaps.length === 0 ? 'Guaranteed' : 'Burstable', gaps, certain };
}

/** Whether a container does its part for a pod that is Guaranteed by what its containers give. */
export function isGuaranteed(container: ContainerView): boolean {
  const owner = ownerOf(container);
  return QOS_RESOURCES.every((resource) => gapOf(owner, resource) === undefined);
}

/** A container, or the pod itself. Amounts of 0 are given as undefined. */
interface Owner {
  readonly container: ContainerView | undefined;
  readonly resources: ResourcesView | undefined;
  limitOf(resource: string): Nanos | undefined;
  requestOf(resource: string): Nanos | undefined;
}

function ownersOf(spec: PodSpecView): readonly Owner[] {
  const { resources } = spec;
  if (resources && resources.requests.size + resources.limits.size > 0) {
    const limit = (resource: string) => positive(resources.limits.get(resource)?.nanos);
    const request = (resource: string) => positive(requestTotal(spec, resource)?.nanos);
    return [{ container: undefined, resources, limitOf: limit, requestOf: request }];
  }
  return spec.containers.filter(({ lifecycle }) => lifecycle !== 'ephemeral').map(ownerOf);
}

function ownerOf(container: ContainerView): Owner {
  const own = container.resources;
  const limit = (resource: string) => positive(own?.limits.get(resource)?.nanos);
  const request = (resource: string) => positive(own?.requests.get(resource)?.nanos) ?? limit(resource);
  return { container, resources: own, limitOf: limit, requestOf: request };
}

function gapOf(owner: Owner, resource: (typeof QOS_RESOURCES)[number]): QosGap | undefined {
  const limit = owner.limitOf(resource);
  if (limit === undefined) return { container: owner.container, resource, lack: 'limit' };
  if (owner.requestOf(resource) === limit) return undefined;
  return { container: owner.container, resource, lack: 'request-below-limit' };
}

function positive(nanos: Nanos | undefined): Nanos | undefined {
  return nanos !== undefined && nanos > 0n ? nanos : undefined;
}

function hasUnreadable(resources: ResourcesView | undefined): boolean {
  const quantities: readonly (QuantityView | undefined)[] = QOS_RESOURCES.flatMap((resource) => [
    resources?.requests.get(resource),
    resources?.limits.get(resource),
  ]);
  return quantities.some((quantity) => quantity !== undefined && quantity.nanos === undefined);
}
