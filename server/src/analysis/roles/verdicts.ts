import type { ContainerView } from '../model/model.js';
import type { PodContext } from '../pod.js';
import { strongestFirst } from './evidence-order.js';
import { evidenceSources } from './evidence-sources.js';
import { functionOf } from './functions.js';
import { type PodFacts, podFacts } from './pod-facts.js';
import { promoteMain } from './remaining-main.js';
import { type Evidence, type FunctionWeights, ROLES, type Role, type RoleVerdict } from './role.js';
import { scoresOf } from './scores.js';

/**
 * Divides log-odds before they become a probability. The weights are cautious: on hand-labelled workloads their plain sums
 * are less sure of a role than they are right.
 */
export const TEMPERATURE = 0.7;
const NO_FUNCTIONS: FunctionWeights = {};
/** Lead over the runner-up, in log-odds. */
export const HIGH_MARGIN = 2;
export const MEDIUM_MARGIN = 1;

/** The verdict for every container of a pod. Never throws; the same pod always gets the same verdicts. */
export function judge(pod: PodContext): ReadonlyMap<ContainerView, RoleVerdict> {
  const evidence = collectEvidence(pod);
  return new Map(
    pod.spec.containers.map((container) => [container, verdictOf(container, evidence.get(container) ?? [])]),
  );
}

/**
 * What every source says, by container, in the order of the manual and before a verdict picks what tells for and against
 * it. A source says each of its messages once about a container.
 */
export function collectEvidence(pod: PodContext): ReadonlyMap<ContainerView, Evidence[]> {
  const facts = podFacts(pod);
  const evidence = observe(facts);
  for (const each of promoteMain(facts, evidence)) evidence.get(each.container)?.push(each);
  return evidence;
}

/** What the sources see by themselves, before a pod without a main container gets one. */
export function observe(facts: PodFacts): Map<ContainerView, Evidence[]> {
  const evidence = new Map<ContainerView, Evidence[]>(facts.spec.containers.map((container) => [container, []]));
  for (const { id, meta, collect } of evidenceSources) {
    for (const { container, span, message, scale = 1, functions = NO_FUNCTIONS } of collect(facts)) {
      const known = evidence.get(container);
      if (!known || isSaid(known, id, message.id)) continue;
      const weights = meta.weights[message.id] ?? {};
      known.push({
        source: id,
        container,
        weights: scale === 1 ? weights : scaled(weights, scale),
        functions,
        span,
        message,
      });
    }
  }
  return evidence;
}

/** Whether the source has said this before; its evidence stands last. */
function isSaid(known: readonly Evidence[], source: string, messageId: string): boolean {
  for (let at = known.length - 1; at >= 0 && known[at]?.source === source; at--) {
    if (known[at]?.message.id === messageId) return true;
  }
  return false;
}

function scaled(weights: Evidence['weights'], scale: number): Evidence['weights'] {
  return Object.fromEntries(Object.entries(weights).map(([role, weight]) => [role, weight * scale]));
}

/** What a container's evidence comes to. What only people ask for is put together when they do. */
export function verdictOf(container: ContainerView, evidence: readonly Evidence[]): RoleVerdict {
  const scores = scoresOf(container, evidence);
  const [role, next] = firstTwo(scores);
  const telling = evidence.filter(({ functions }) => functions !== NO_FUNCTIONS);
  const margin = next === undefined ? Infinity : scores[role] - scores[next];
  const lead = (each: Evidence) => (each.weights[role] ?? 0) - (next === undefined ? 0 : (each.weights[next] ?? 0));
  return {
    container,
    role,
    function: functionOf(role, telling),
    native: container.lifecycle === 'sidecar',
    get confidence() {
      return sharesOf(scores, role)[role];
    },
    get shares() {
      return sharesOf(scores, role);
    },
    certainty: margin >= HIGH_MARGIN ? 'high' : margin >= MEDIUM_MARGIN ? 'medium' : 'low',
    runnerUp: next !== undefined && scores[next] > 0 ? next : undefined,
    get evidence() {
      return evidence
        .filter((each) => lead(each) > 0 || (lead(each) === 0 && (each.weights[role] ?? 0) > 0))
        .sort(strongestFirst(lead));
    },
    get against() {
      return evidence.filter((each) => lead(each) < 0).sort(strongestFirst((each) => -lead(each)));
    },
  };
}

/** The role with the highest score and the one that comes next, of equals the first of the list; none that is ruled out. */
function firstTwo(scores: Readonly<Record<Role, number>>): readonly [best: Role, next: Role | undefined] {
  let best: Role | undefined;
  let next: Role | undefined;
  for (const role of ROLES) {
    if (scores[role] === -Infinity) continue;
    if (best === undefined || scores[role] > scores[best]) {
      next = best;
      best = role;
    } else if (next === undefined || scores[role] > scores[next]) {
      next = role;
    }
  }
  return [best ?? 'main', next];
}

/** The probability of every role; `best` is the one with the highest score, which keeps the powers small. */
function sharesOf(scores: Readonly<Record<Role, number>>, best: Role): Readonly<Record<Role, number>> {
  const power = (role: Role) => Math.exp((scores[role] - scores[best]) / TEMPERATURE);
  const total = ROLES.reduce((sum, each) => sum + power(each), 0);
  const share = (role: Role) => power(role) / total;
  return {
    main: share('main'),
    sidecar: share('sidecar'),
    ambassador: share('ambassador'),
    adapter: share('adapter'),
    init: share('init'),
  };
}
