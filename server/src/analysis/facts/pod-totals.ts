import type { ContainerView, PodSpecView, QuantityView } from '../model/model.js';
import type { Nanos } from '../model/quantity.js';

/** What a pod needs and may take as a whole, by resource name: what the scheduler and the node's cgroup see. */
export interface PodTotals {
  readonly requests: ReadonlyMap<string, ResourceTotal>;
  readonly limits: ReadonlyMap<string, ResourceTotal>;
}

export interface ResourceTotal {
  readonly nanos: Nanos;
  /** Containers that give none: nothing is reserved for them, or nothing bounds them. Empty for a pod-level total. */
  readonly silent: readonly ContainerView[];
  /** Containers whose value is a template's or no quantity; they count as nothing, so the total is a lower bound. */
  readonly unreadable: readonly ContainerView[];
  /** The plain init container whose turn needs more than everything that runs later, where one settles the total. */
  readonly settledBy: ContainerView | undefined;
  /** Whether the pod's own `resources` settle it (KEP-2837). */
  readonly podLevel: boolean;
}

/** `requests` or `limits` of a container for a resource. */
export type QuantityOf = (container: ContainerView, resource: string) => QuantityView | undefined;

/**
 * The pod's effective requests and limits, per resource (KEP-753):
 * `max( max over plain init containers i of (sidecars before i + i), all sidecars + all app containers ) + overhead`.
 * Pod-level resources stand above that sum (KEP-2837). A request that is missing is filled from the limit, as the API
 * server does when it creates the pod. Overhead is added to limits only where there is one.
 */
export function podTotals(spec: PodSpecView): PodTotals {
  const limits = new Map<string, ResourceTotal>();
  for (const resource of resourcesOf(spec)) {
    const limit = limitTotal(spec, resource);
    if (limit) limits.set(resource, withOverhead(spec, resource, limit));
  }
  return { requests: effectiveRequests(spec), limits };
}

/** The requests among the totals. */
export function effectiveRequests(spec: PodSpecView): PodTotals['requests'] {
  const requests = new Map<string, ResourceTotal>();
  for (const resource of resourcesOf(spec)) {
    const request = requestTotal(spec, resource) ?? (spec.overhead.has(resource) ? nothing(spec) : undefined);
    if (request) requests.set(resource, withOverhead(spec, resource, request));
  }
  return requests;
}

/** What a container effectively requests: its request, else its limit. */
export const requestOf: QuantityOf = ({ resources }, resource) =>
  resources?.requests.get(resource) ?? resources?.limits.get(resource);

/** The limit of a container. */
export const limitOf: QuantityOf = ({ resources }, resource) => resources?.limits.get(resource);

/** The total request without overhead; undefined where nobody gives one. */
export function requestTotal(spec: PodSpecView, resource: string): ResourceTotal | undefined {
  return (
    podLevelTotal(spec.resources?.requests.get(resource)) ??
    containersTotal(spec, resource, requestOf) ??
    podLevelTotal(spec.resources?.limits.get(resource))
  );
}

function limitTotal(spec: PodSpecView, resource: string): ResourceTotal | undefined {
  return podLevelTotal(spec.resources?.limits.get(resource)) ?? containersTotal(spec, resource, limitOf);
}

function podLevelTotal(quantity: QuantityView | undefined): ResourceTotal | undefined {
  if (quantity?.nanos === undefined) return undefined;
  return { nanos: quantity.nanos, silent: [], unreadable: [], settledBy: undefined, podLevel: true };
}

/** What the containers need together, by the formula of KEP-753; undefined where none gives a readable quantity. */
export function containersTotal(
  spec: PodSpecView,
  resource: string,
  quantityOf: QuantityOf,
): ResourceTotal | undefined {
  const silent: ContainerView[] = [];
  const unreadable: ContainerView[] = [];
  let running = 0n;
  let peak = 0n;
  let peakOf: ContainerView | undefined;
  let isGiven = false;
  for (const container of spec.containers) {
    if (container.lifecycle === 'ephemeral') continue;
    const quantity = quantityOf(container, resource);
    if (!quantity) silent.push(container);
    else if (quantity.nanos === undefined) unreadable.push(container);
    else isGiven = true;
    const nanos = quantity?.nanos ?? 0n;
    if (container.lifecycle !== 'init') running += nanos;
    else if (running + nanos > peak) {
      peak = running + nanos;
      peakOf = container;
    }
  }
  if (!isGiven) return undefined;
  const settledBy = peak > running ? peakOf : undefined;
  return { nanos: settledBy ? peak : running, silent, unreadable, settledBy, podLevel: false };
}

/** Nobody but the overhead gives anything. */
function nothing(spec: PodSpecView): ResourceTotal {
  return { nanos: 0n, silent: countedOf(spec), unreadable: [], settledBy: undefined, podLevel: false };
}

/** Ephemeral containers have no resources. */
function countedOf(spec: PodSpecView): readonly ContainerView[] {
  return spec.containers.filter(({ lifecycle }) => lifecycle !== 'ephemeral');
}

function withOverhead(spec: PodSpecView, resource: string, total: ResourceTotal): ResourceTotal {
  return { ...total, nanos: total.nanos + (spec.overhead.get(resource)?.nanos ?? 0n) };
}

/** Every resource that is named somewhere: cpu and memory first, the others in source order. */
function resourcesOf(spec: PodSpecView): readonly string[] {
  const owners = [spec.resources, ...spec.containers.map(({ resources }) => resources)];
  const names = owners.flatMap((owner) => (owner ? [...owner.requests.keys(), ...owner.limits.keys()] : []));
  const all = [...names, ...spec.overhead.keys()];
  return [...new Set([...['cpu', 'memory'].filter((name) => all.includes(name)), ...all])];
}
