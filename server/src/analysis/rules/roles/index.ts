import type { Rule } from '../rule.js';

/** In the order of the manual. */
export const rolesRules: readonly Rule[] = [];
