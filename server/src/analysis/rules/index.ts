import type { Rule } from './rule.js';

/** Every rule, in the order of the manual; a test keeps it equal to the folder. */
export const rules: readonly Rule[] = [];
