import type { Rule } from '../rule.js';
import { invalidQuantity } from './invalid-quantity.js';

/** What the API server can decode, in the order of the manual. */
export const decodingRules: readonly Rule[] = [invalidQuantity];
