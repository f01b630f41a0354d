import type { Rule } from '../rule.js';
import { unusedSuppression } from './unused-suppression.js';

/** What directives in comments say in vain. */
export const directivesRules: readonly Rule[] = [unusedSuppression];
