import type { YamlContent } from '../../syntax/nodes.js';
import { hasPlaceholderKey, isUnsettled } from './placeholder.js';

/** Fields of a workload that hold a list of maps or a map. */
const STRUCTURES: ReadonlySet<string> = new Set([
  'template',
  'metadata',
  'spec',
  'selector',
  'containers',
  'initContainers',
  'ephemeralContainers',
  'volumes',
  'volumeClaimTemplates',
  'env',
  'envFrom',
  'ports',
  'volumeMounts',
  'volumeDevices',
  'resources',
  'requests',
  'limits',
  'startupProbe',
  'readinessProbe',
  'livenessProbe',
  'lifecycle',
  'securityContext',
  'projected',
  'sources',
  'items',
]);

const NONE: ReadonlySet<string> = new Set();

/**
 * Whether a placeholder stands in a workload for what has a structure: a list, a map, an item of a list, an entry of a
 * map; some fields may be passed over. Aliases are not followed, as what they stand for is met anyway.
 */
export function hasGaps(content: YamlContent | undefined, field = '', passed: ReadonlySet<string> = NONE): boolean {
  if (!content || content.kind === 'alias' || passed.has(field)) return false;
  if (content.kind === 'scalar') return STRUCTURES.has(field) && isUnsettled(content);
  if (content.kind === 'seq') return content.items.some((item) => hasGaps(item, field, passed));
  return hasPlaceholderKey(content) || content.pairs.some(({ key, value }) => hasGaps(value, key, passed));
}
