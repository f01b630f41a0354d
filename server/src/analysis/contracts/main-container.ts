import { oncePer } from '../../syntax/once-per.js';
import { runningContainers } from '../conditions/workload.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';

/** The first container of a pod that runs on as main. Found once, so that a pod of many helpers is searched once. */
export function mainContainer(pod: Pod): ContainerView | undefined {
  return firstMain(pod) ?? undefined;
}

const firstMain = oncePer(
  (pod: Pod) => runningContainers(pod.spec).find((each) => pod.verdictOf(each).role === 'main') ?? null,
);
