import type { ContainerView } from '../../server/src/analysis/model/model.js';
import { evidenceSources } from '../../server/src/analysis/roles/evidence-sources.js';
import type { PodFacts } from '../../server/src/analysis/roles/pod-facts.js';
import { promoteMain, remainingMain } from '../../server/src/analysis/roles/remaining-main.js';
import { type Evidence, ROLES, type Role, type RoleWeights } from '../../server/src/analysis/roles/role.js';
import { scoresOf } from '../../server/src/analysis/roles/scores.js';
import { TEMPERATURE } from '../../server/src/analysis/roles/verdicts.js';

/** A container with all that is said about it, and its role by a person. */
export interface Sample {
  readonly facts: PodFacts;
  readonly container: ContainerView;
  /** By container of the same pod, as `collectEvidence` gives it. */
  readonly evidence: ReadonlyMap<ContainerView, readonly Evidence[]>;
  readonly role: Role;
}

/** Weights by `<source>:<message>`. */
export type WeightTable = ReadonlyMap<string, RoleWeights>;

/** What the API or a person settles is no matter of weights. */
const SETTLED = new Set(['declared-role', 'init-container', 'native-sidecar', 'ephemeral-container', 'only-container']);
/** How firmly a weight is held where it was set by hand: a move of 1 costs as much as half a unit of log-likelihood. */
const HOLD = 1;
const STEP = 0.01;
const ROUNDS = 300;

/** The weights as the sources state them. */
export function handSetWeights(): WeightTable {
  return new Map(
    evidenceSources.flatMap(({ id, meta }) =>
      Object.entries(meta.weights).map(([message, weights]) => [`${id}:${message}`, weights] as const),
    ),
  );
}

/**
 * Weights that make the samples' roles likelier: logistic regression by gradient descent, held to the weights set by hand.
 * A weight that a source does not state stays zero, so that every number keeps its reason.
 */
export function refit(samples: readonly Sample[]): WeightTable {
  const start = handSetWeights();
  const weights = new Map([...start].map(([key, each]) => [key, { ...each }]));
  const running = samples.filter(({ container }) => container.lifecycle !== 'init');
  for (let round = 0; round < ROUNDS; round++) {
    const pull = new Map<string, Record<string, number>>();
    for (const sample of running) addPull(sample, weights, start, pull);
    for (const [key, each] of weights) {
      if (SETTLED.has(key.slice(0, key.indexOf(':')))) continue;
      for (const role of ROLES) {
        const set = start.get(key)?.[role];
        const now = each[role];
        if (set === undefined || now === undefined) continue;
        each[role] = now - STEP * ((pull.get(key)?.[role] ?? 0) + HOLD * (now - set));
      }
    }
  }
  return weights;
}

/** The role that a container gets with these weights; pods get a main container as they always do. */
export function roleWith(weights: WeightTable, { facts, container, evidence }: Sample): Role {
  const start = handSetWeights();
  const reweighed = new Map([...evidence].map(([each, said]) => [each, reweigh(said, weights, start)]));
  const promoted = promoteMain(facts, reweighed).filter((each) => each.container === container);
  const scores = scoresOf(container, [...(reweighed.get(container) ?? []), ...promoted]);
  return ROLES.reduce((best, role) => (scores[role] > scores[best] ? role : best));
}

/** Adds how far a sample pulls at every weight that it uses. */
function addPull(
  { container, evidence, role: expected }: Sample,
  weights: WeightTable,
  start: WeightTable,
  pull: Map<string, Record<string, number>>,
): void {
  const said = (evidence.get(container) ?? []).filter(({ source }) => source !== remainingMain.id);
  const scores = scoresOf(container, reweigh(said, weights, start));
  const best = Math.max(...ROLES.map((role) => scores[role]));
  const likely = ROLES.map((role) => Math.exp((scores[role] - best) / TEMPERATURE));
  const total = likely.reduce((sum, each) => sum + each, 0);
  for (const each of said) {
    const key = keyOf(each);
    const pulls = pull.get(key) ?? {};
    pull.set(key, pulls);
    for (const [at, role] of ROLES.entries()) {
      const excess = (likely[at] ?? 0) / total - (role === expected ? 1 : 0);
      pulls[role] = (pulls[role] ?? 0) + (scaleOf(each, start) * excess) / TEMPERATURE;
    }
  }
}

function reweigh(said: readonly Evidence[], weights: WeightTable, start: WeightTable): Evidence[] {
  return said
    .filter(({ source }) => source !== remainingMain.id)
    .map((each) => {
      const scale = scaleOf(each, start);
      const own = Object.entries(weights.get(keyOf(each)) ?? {});
      return { ...each, weights: Object.fromEntries(own.map(([role, weight]) => [role, weight * scale])) };
    });
}

/** By how much a source has dimmed its own weights here. */
function scaleOf(evidence: Evidence, start: WeightTable): number {
  const set = start.get(keyOf(evidence)) ?? {};
  const role = ROLES.find((each) => set[each]);
  return role === undefined ? 1 : (evidence.weights[role] ?? 0) / (set[role] ?? 1);
}

function keyOf({ source, message }: Evidence): string {
  return `${source}:${message.id}`;
}
