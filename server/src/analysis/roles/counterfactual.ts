import type { ContainerView } from '../model/model.js';
import type { PodContext } from '../pod.js';
import { declaredRole } from './evidence/declared-role.js';
import { isOwnName } from './nameless.js';
import { podFacts } from './pod-facts.js';
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
  return judgeAgain(pod, container)(isAmong(missing));
}

/** What the manifest says of a container apart from the role that a person declared. */
export function undeclaredVerdict(pod: PodContext, container: ContainerView): RoleVerdict {
  return judgeAgain(pod, container)(({ source }) => source === declaredRole.id);
}

/** What the manifest says of a container apart from what it is called. */
export function namelessVerdict(pod: PodContext, container: ContainerView): RoleVerdict {
  return judgeAgain(pod, container)(isOwnName);
}

/**
 * What would have to be missing for another role to come out. Undefined where `MAX_REMOVED` reasons less would not change
 * the role, so that it rests on many, or on none.
 */
export function counterfactualOf(pod: PodContext, container: ContainerView): Counterfactual | undefined {
  const without = judgeAgain(pod, container);
  const { role, evidence } = without(isAmong([]));
  const tried = evidence.slice(0, MAX_TRIED);
  for (let size = 1; size <= Math.min(MAX_REMOVED, tried.length); size++) {
    for (const missing of combinations(tried, size)) {
      const other = without(isAmong(missing)).role;
      if (other !== role) return { without: missing, role: other };
    }
  }
  return undefined;
}

/** Collects the evidence once for many judgments of one container, each without what `isMissing`. */
function judgeAgain(
  pod: PodContext,
  container: ContainerView,
): (isMissing: (evidence: Evidence) => boolean) => RoleVerdict {
  const facts = podFacts(pod);
  const observed = observe(facts);
  const seen = observed.get(container) ?? [];
  return (isMissing) => {
    const kept = seen.filter((each) => !isMissing(each));
    // Whoever is main because a pod needs one is chosen anew: that depends on what is left of this container.
    const promoted = promoteMain(facts, new Map(observed).set(container, kept)).filter(
      (each) => each.container === container && !isMissing(each),
    );
    return verdictOf(container, [...kept, ...promoted]);
  };
}

/** A source says each of its messages once about a container. */
function isAmong(missing: readonly Evidence[]): (evidence: Evidence) => boolean {
  return ({ source, message }) => missing.some((one) => one.source === source && one.message.id === message.id);
}

/** Every choice of `size` items in their order; those with earlier items come first. */
function* combinations<T>(items: readonly T[], size: number): Iterable<readonly T[]> {
  if (size === 0) yield [];
  else
    for (const [index, item] of items.entries()) {
      for (const rest of combinations(items.slice(index + 1), size - 1)) yield [item, ...rest];
    }
}
