import type { Rule } from '../rule.js';

/** In the order of the manual. */
export const staticPodsRules: readonly Rule[] = [];
