import { runningContainers } from '../conditions/workload.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';

const mains = new WeakMap<Pod, { readonly main: ContainerView | undefined }>();

/** The first container of a pod that runs on as main. Found once, so that a pod of many helpers is searched once. */
export function mainContainer(pod: Pod): ContainerView | undefined {
  let known = mains.get(pod);
  if (!known) {
    known = { main: runningContainers(pod.spec).find((each) => pod.verdictOf(each).role === 'main') };
    mains.set(pod, known);
  }
  return known.main;
}
