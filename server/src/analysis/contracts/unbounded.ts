import { entryOf } from '../../syntax/access.js';
import type { Span } from '../../syntax/span.js';
import { isFilledIn } from '../conditions/filled-in.js';
import { isWhole } from '../conditions/workload.js';
import type { ContainerView, ResourcesView } from '../model/model.js';
import type { Pod } from '../pod.js';
import { mainContainer } from './main-container.js';

/** A container that may take more than is good for others. */
export interface Unbounded {
  /** The main container that it stands beside as a helper; undefined where it is main itself, or may well be. */
  readonly main: ContainerView | undefined;
  /** Whether the main container's memory is limited, so that somebody has thought about it. */
  readonly mainIsLimited: boolean;
}

/** A container without requests and limits, in a pod that has none as a whole; undefined for any other one. */
export function unreserved(pod: Pod, container: ContainerView): Unbounded | undefined {
  if (pod.spec.resources || !isAsked(pod, container)) return undefined;
  return hasResources(container) || isUnreadable(container) ? undefined : besideMain(pod, container);
}

/** A container that sets some resources, but no limit for its memory, with the word under which the limit is missing. */
export function unlimitedMemory(
  pod: Pod,
  container: ContainerView,
): (Unbounded & { readonly place: Span; readonly resources: ResourcesView }) | undefined {
  const { resources } = container;
  if (pod.spec.resources?.limits.has('memory') || !isAsked(pod, container)) return undefined;
  if (!resources || !hasResources(container) || resources.limits.has('memory')) return undefined;
  const place = entryOf(resources.node, 'limits')?.pair.keySpan ?? resources.keySpan;
  return { ...besideMain(pod, container), place, resources };
}

/** Where a container that sets some resources forgets to request CPU; a limit is taken for a request. */
export function unreservedCpu(pod: Pod, container: ContainerView): Span | undefined {
  const { resources } = container;
  if (!resources || !hasResources(container) || !isAsked(pod, container)) return undefined;
  const given = [resources.requests, resources.limits, pod.spec.resources?.requests, pod.spec.resources?.limits];
  if (given.some((amounts) => amounts?.has('cpu'))) return undefined;
  return entryOf(resources.node, 'requests')?.pair.keySpan ?? resources.keySpan;
}

/** Where a container that sets some resources has no limit for CPU, nor its pod. */
export function unlimitedCpu(pod: Pod, container: ContainerView): Span | undefined {
  const { resources } = container;
  if (!resources || !hasResources(container) || !isAsked(pod, container)) return undefined;
  if (resources.limits.has('cpu') || pod.spec.resources?.limits.has('cpu')) return undefined;
  return entryOf(resources.node, 'limits')?.pair.keySpan ?? resources.keySpan;
}

/** Init containers that end are looked at by nobody: what they take, they give back. Neither are tests of a chart. */
function isAsked(pod: Pod, container: ContainerView): boolean {
  const runsOn = container.lifecycle === 'app' || container.lifecycle === 'sidecar';
  if (!runsOn || !isWhole(pod) || isFilledIn(container) || hasDefaultResources(pod)) return false;
  return !/\btest\b/.test(pod.spec.annotations.get('helm.sh/hook')?.value ?? '');
}

/** Whether a LimitRange beside the pod gives its containers what they leave out. */
export function hasDefaultResources({ named }: Pod): boolean {
  return named.some(({ kind }) => kind === 'LimitRange');
}

function besideMain(pod: Pod, container: ContainerView): Unbounded {
  const { role, certainty } = pod.verdictOf(container);
  const main = role === 'main' || certainty === 'low' ? undefined : mainContainer(pod);
  return { main, mainIsLimited: main?.resources?.limits.has('memory') === true };
}

export function hasResources({ resources }: ContainerView): boolean {
  return resources !== undefined && resources.requests.size + resources.limits.size > 0;
}

/** Whether something stands there that is no map: an alias that leads nowhere, a template's value. */
function isUnreadable({ node, resources }: ContainerView): boolean {
  const entry = entryOf(node, 'resources');
  return entry?.value !== undefined && !resources && !(entry.value.kind === 'scalar' && entry.value.value === null);
}
