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

/** Rules about one subject, each group in a folder of its own. */
export interface RuleGroup {
  /** Also the folder's name. */
  readonly id: string;
  readonly title: string;
  readonly rules: readonly Rule[];
}

/** The groups in the order of the manual. */
export const ruleGroups: readonly RuleGroup[] = [
  { id: 'volumes', title: 'Volumes and files', rules: volumesRules },
  { id: 'network', title: 'Localhost, ports and meshes', rules: networkRules },
  { id: 'order', title: 'Start, readiness, end: probes, order, Jobs', rules: orderRules },
  { id: 'resources', title: 'Requests and limits', rules: resourcesRules },
  { id: 'roles', title: 'Declared roles', rules: rolesRules },
  { id: 'references', title: 'Objects that name each other', rules: referencesRules },
  { id: 'metadata', title: 'Names, annotations, images, injection', rules: metadataRules },
  { id: 'static-pods', title: 'Static pods', rules: staticPodsRules },
  { id: 'containers', title: 'Fields of containers', rules: containersRules },
  { id: 'workloads', title: 'Fields of pods, workloads and Services', rules: workloadsRules },
  { id: 'decoding', title: 'What the API server can read', rules: decodingRules },
  { id: 'directives', title: 'Directives', rules: directivesRules },
];

/** Every rule, in the order of the manual; a test keeps it equal to the folders. */
export const rules: readonly Rule[] = ruleGroups.flatMap((group) => group.rules);
