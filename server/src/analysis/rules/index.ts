import { containersRules } from './containers/index.js';
import { decodingRules } from './decoding/index.js';
import { directivesRules } from './directives/index.js';
import { metadataRules } from './metadata/index.js';
import { networkRules } from './network/index.js';
import { orderRules } from './order/index.js';
import { referencesRules } from './references/index.js';
import { resourcesRules } from './resources/index.js';
import { rolesRules } from './roles/index.js';
import type { Rule } from './rule.js';
import { staticPodsRules } from './static-pods/index.js';
import { volumesRules } from './volumes/index.js';
import { workloadsRules } from './workloads/index.js';

/** Every rule, in the order of the manual; a test keeps it equal to the folders. */
export const rules: readonly Rule[] = [
  ...volumesRules,
  ...networkRules,
  ...orderRules,
  ...resourcesRules,
  ...rolesRules,
  ...referencesRules,
  ...metadataRules,
  ...staticPodsRules,
  ...containersRules,
  ...workloadsRules,
  ...decodingRules,
  ...directivesRules,
];
