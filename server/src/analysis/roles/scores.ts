import type { ContainerView } from '../model/model.js';
import { type Evidence, ROLES, type Role } from './role.js';

/**
 * The sum of what speaks for each role. A role that the API rules out has minus infinity: what runs to completion before
 * the others is `init` and nothing else, and nothing else is `init`. A container that nothing is known of starts as main.
 */
export function scoresOf(container: ContainerView, evidence: readonly Evidence[]): Readonly<Record<Role, number>> {
  const scores: Record<Role, number> = { main: 0, sidecar: 0, ambassador: 0, adapter: 0, init: 0 };
  const initOnly = container.lifecycle === 'init';
  for (const role of ROLES) {
    if ((role === 'init') !== initOnly) scores[role] = -Infinity;
    else for (const { weights } of evidence) scores[role] += weights[role] ?? 0;
  }
  return scores;
}
