import type { Rule } from '../rule.js';
import { duplicateKey } from './duplicate-key.js';
import { invalidQuantity } from './invalid-quantity.js';
import { invalidYaml } from './invalid-yaml.js';
import { misplacedField } from './misplaced-field.js';
import { unknownField } from './unknown-field.js';
import { wrongType } from './wrong-type.js';

/** What the API server can decode, in the order of the manual. */
export const decodingRules: readonly Rule[] = [
  invalidYaml,
  duplicateKey,
  unknownField,
  misplacedField,
  wrongType,
  invalidQuantity,
];
