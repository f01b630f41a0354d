import base from './base.json' with { type: 'json' };
import contracts from './contracts.json' with { type: 'json' };
import rulesContainers from './rules-containers.json' with { type: 'json' };
import rulesDecoding from './rules-decoding.json' with { type: 'json' };
import rulesDirectives from './rules-directives.json' with { type: 'json' };
import rulesMetadata from './rules-metadata.json' with { type: 'json' };
import rulesNetwork from './rules-network.json' with { type: 'json' };
import rulesOrder from './rules-order.json' with { type: 'json' };
import rulesReferences from './rules-references.json' with { type: 'json' };
import rulesResources from './rules-resources.json' with { type: 'json' };
import rulesRoles from './rules-roles.json' with { type: 'json' };
import rulesStaticPods from './rules-static-pods.json' with { type: 'json' };
import rulesVolumes from './rules-volumes.json' with { type: 'json' };
import rulesWorkloads from './rules-workloads.json' with { type: 'json' };

/** The Korean templates by `<owner id>.<message id>`, one file per group of rules and one for everything else. */
export const korean: Readonly<Record<string, string>> = {
  ...base,
  ...contracts,
  ...rulesContainers,
  ...rulesDecoding,
  ...rulesDirectives,
  ...rulesMetadata,
  ...rulesNetwork,
  ...rulesOrder,
  ...rulesReferences,
  ...rulesResources,
  ...rulesRoles,
  ...rulesStaticPods,
  ...rulesVolumes,
  ...rulesWorkloads,
};
