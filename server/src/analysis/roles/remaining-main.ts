import type { ContainerView } from '../model/model.js';
import type { PodFacts } from './pod-facts.js';
import { type Evidence, ROLES } from './role.js';
import { scoresOf } from './scores.js';

/** The lead that the container gets which is main because no other one can be. */
const LEAD = 0.3;

export const remainingMain = {
  id: 'remaining-main',
  meta: {
    title: 'Main because a pod needs one',
    why: `
A pod exists for something. Where every container looks like a helper, the one that looks least like it is taken for main,
with a lead so small that the verdict is shown as unsure. The main container of a patched workload may stand elsewhere.`,
    messages: { assumed: 'looks least like a helper, and a pod needs a main container' },
    weights: { assumed: {} },
  },
} as const;

/** Evidence for the container that has to be main, where the other sources leave a pod without one. */
export function promoteMain(pod: PodFacts, evidence: ReadonlyMap<ContainerView, readonly Evidence[]>): Evidence[] {
  if (pod.patch) return [];
  const independent = pod.apps.filter((container) => !worksForNamesake(evidence.get(container) ?? []));
  const candidates = (independent.length > 0 ? independent : pod.apps).map((container) => {
    const scores = scoresOf(container, evidence.get(container) ?? []);
    return { container, gap: Math.max(...ROLES.map((role) => scores[role])) - scores.main };
  });
  if (candidates.some(({ gap }) => gap <= 0)) return [];
  const [nearest] = candidates.sort((one, other) => one.gap - other.gap);
  if (!nearest) return [];
  return [
    {
      source: remainingMain.id,
      container: nearest.container,
      weights: { main: nearest.gap + LEAD },
      functions: {},
      span: nearest.container.anchor,
      message: { id: 'assumed', args: {} },
    },
  ];
}

/** `pgbouncer-config` is not what a pod exists for that has a `pgbouncer`. */
function worksForNamesake(evidence: readonly Evidence[]): boolean {
  return evidence.some(({ source, message }) => source === 'named-after-sibling' && message.id === 'helps');
}
