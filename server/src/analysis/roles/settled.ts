import { declaredRole } from './evidence/declared-role.js';
import type { RoleVerdict } from './role.js';

/** Who left nothing to judge: the API, or a person. */
export type Settlement = 'api' | 'person';

/**
 * Who settled the role; undefined where it was judged. What runs to completion before the others can be nothing but
 * `init`, and a person's declaration outweighs every other reason.
 */
export function settledBy({ container, role, evidence }: RoleVerdict): Settlement | undefined {
  if (container.lifecycle === 'init') return 'api';
  const declared = evidence.some(({ source, weights }) => source === declaredRole.id && (weights[role] ?? 0) > 0);
  return declared ? 'person' : undefined;
}
