import type { ContainerView } from '../model/model.js';
import type { Evidence, Role } from './role.js';

/** Of ten entries of `containers` seven are main: an application until something speaks for help. */
export const MAIN_PRIOR = 0.8;

/**
 * The sum of what speaks for each role. A role that the API rules out has minus infinity: what runs to completion before
 * the others is `init` and nothing else, and nothing else is `init`.
 */
export function scoresOf(container: ContainerView, evidence: readonly Evidence[]): Readonly<Record<Role, number>> {
  const sums = { main: container.lifecycle === 'app' ? MAIN_PRIOR : 0, sidecar: 0, ambassador: 0, adapter: 0, init: 0 };
  for (const { weights } of evidence) {
    sums.main += weights.main ?? 0;
    sums.sidecar += weights.sidecar ?? 0;
    sums.ambassador += weights.ambassador ?? 0;
    sums.adapter += weights.adapter ?? 0;
    sums.init += weights.init ?? 0;
  }
  const no = -Infinity;
  if (container.lifecycle === 'init') return { main: no, sidecar: no, ambassador: no, adapter: no, init: sums.init };
  return { ...sums, init: no };
}
