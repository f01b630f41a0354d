import type { ContainerView } from '../model/model.js';
import { type Evidence, ROLES, type Role } from './role.js';

/** Of ten entries of `containers` seven are main: an application until something speaks for help. */
export const MAIN_PRIOR = 0.8;

/**
 * The sum of what speaks for each role. A role that the API rules out has minus infinity: what runs to completion before
 * the others is `init` and nothing else, and nothing else is `init`.
 */
export function scoresOf(container: ContainerView, evidence: readonly Evidence[]): Readonly<Record<Role, number>> {
  const scores: Record<Role, number> = { main: 0, sidecar: 0, ambassador: 0, adapter: 0, init: 0 };
  const initOnly = container.lifecycle === 'init';
  if (container.lifecycle === 'app') scores.main = MAIN_PRIOR;
  for (const role of ROLES) {
    if ((role === 'init') !== initOnly) scores[role] = -Infinity;
    else for (const { weights } of evidence) scores[role] += weights[role] ?? 0;
  }
  return scores;
}
