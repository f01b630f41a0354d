import { entryOf } from '../../syntax/access.js';
import { isWhole, runningContainers } from '../conditions/workload.js';
import type { ContainerView, ResourcesView } from '../model/model.js';
import type { Pod } from '../pod.js';

/** A container for which nothing is reserved and which nothing bounds. */
export interface Unreserved {
  /** Another container of the pod that has requests or limits. */
  readonly other: ContainerView | undefined;
}

/** Says of a container without requests and limits who beside it has some; undefined where it has them, or the pod has. */
export function unreserved(pod: Pod, container: ContainerView): Unreserved | undefined {
  const running = runningContainers(pod.spec);
  if (!isWhole(pod) || pod.spec.resources || !running.includes(container)) return undefined;
  if (hasResources(container) || isUnreadable(container)) return undefined;
  return { other: running.find(hasResources) };
}

/** The resources of a container that sets some, but no limit for its memory; undefined for any other one. */
export function unlimitedMemory(pod: Pod, container: ContainerView): ResourcesView | undefined {
  if (!isWhole(pod) || pod.spec.resources?.limits.has('memory')) return undefined;
  if (!runningContainers(pod.spec).includes(container) || !hasResources(container)) return undefined;
  return container.resources?.limits.has('memory') ? undefined : container.resources;
}

/** A main container that stands beside this helper and is limited in its memory, which the helper then may take. */
export function limitedMain(pod: Pod, helper: ContainerView): ContainerView | undefined {
  if (pod.verdictOf(helper).role === 'main') return undefined;
  return runningContainers(pod.spec).find(
    (each) => pod.verdictOf(each).role === 'main' && each.resources?.limits.has('memory'),
  );
}

export function hasResources({ resources }: ContainerView): boolean {
  return resources !== undefined && resources.requests.size + resources.limits.size > 0;
}

/** Whether something stands there that is no map: an alias that leads nowhere, a template's value. */
function isUnreadable({ node, resources }: ContainerView): boolean {
  const entry = entryOf(node, 'resources');
  return entry?.value !== undefined && !resources && !(entry.value.kind === 'scalar' && entry.value.value === null);
}
