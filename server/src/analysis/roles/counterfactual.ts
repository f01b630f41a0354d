import type { ContainerView } from '../model/model.js';
import type { PodContext } from '../pod.js';
import { type PodFacts, podFacts } from './pod-facts.js';
import { promoteMain } from './remaining-main.js';
import type { Evidence, Role, RoleVerdict } from './role.js';
import { observe, verdictOf } from './verdicts.js';

/** What of the evidence a role hangs on. */
export interface Counterfactual {
  /** The fewest reasons without which another role comes out; of equally few the strongest. In the verdict's order. */
  readonly without: readonly Evidence[];
  /** The role that comes out then. */
  readonly role: Role;
}

/** More reasons than that are no weak point; nobody would weigh them one by one. */
export const MAX_REMOVED = 3;
/** Reasons that are tried, strongest first; no container has many more. */
const MAX_TRIED = 12;

/** Judges a container again as though nobody had seen `missing`. The other containers keep their evidence. */
export function verdictWithout(pod: PodContext, container: ContainerView, missing: readonly Evidence[]): RoleVerdict {
  return judgeAgain(pod, container)(missing);
}

/**
 * What would have to be missing for another role to come out. Undefined where `MAX_REMOVED` reasons less would not change
 * the role, so that it rests on many, or on none.
 */
export function counterfactualOf(pod: PodContext, container: ContainerView): Counterfactual | undefined {
  const without = judgeAgain(pod, container);
  const { role, evidence } = without([]);
  const tried = evidence.slice(0, MAX_TRIED);
  for (let size = 1; size <= Math.min(MAX_REMOVED, tried.length); size++) {
    for (const missing of combinations(tried, size)) {
      const other = without(missing).role;
      if (other !== role) return { without: missing, role: other };
    }
  }
  return undefined;
}

/** Collects the evidence once for many judgments of one container. */
function judgeAgain(pod: PodContext, container: ContainerView): (missing: readonly Evidence[]) => RoleVerdict {
  const facts: PodFacts = podFacts(pod);
  const observed = observe(facts);
  const seen = observed.get(container) ?? [];
  return (missing) => {
    const left = (each: Evidence) => !missing.some((one) => isSame(one, each));
    const kept = seen.filter(left);
    // Whoever is main because a pod needs one is chosen anew: that depends on what is left of this container.
    const promoted = promoteMain(facts, new Map(observed).set(container, kept));
    return verdictOf(container, [...kept, ...promoted.filter((each) => each.container === container && left(each))]);
  };
}

/** A source says each of its messages once about a container. */
function isSame(one: Evidence, other: Evidence): boolean {
  return one.source === other.source && one.message.id === other.message.id;
}

/** Every choice of `size` items in their order; those with earlier items come first. */
function* combinations<T>(items: readonly T[], size: number): Iterable<readonly T[]> {
  if (size === 0) yield [];
  else
    for (const [index, item] of items.entries()) {
      for (const rest of combinations(items.slice(index + 1), size - 1)) yield [item, ...rest];
    }
}
