import { asMap, entryOf, mapOf, resolve } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';
import type { QuantityView, ResourcesView } from './model.js';
import { parseQuantity } from './quantity.js';

/** `resources` of a container or, since KEP-2837, of a pod spec. */
export function readResources(owner: YamlMap): ResourcesView | undefined {
  const entry = entryOf(owner, 'resources');
  const node = asMap(entry?.value);
  if (!entry || !node) return undefined;
  return {
    keySpan: entry.pair.keySpan,
    node,
    requests: readQuantities(mapOf(node, 'requests')),
    limits: readQuantities(mapOf(node, 'limits')),
  };
}

function readQuantities(map: YamlMap | undefined): ReadonlyMap<string, QuantityView> {
  const quantities = new Map<string, QuantityView>();
  for (const { key, keySpan, value } of map?.pairs ?? []) {
    const scalar = resolve(value);
    if (key === undefined || scalar?.kind !== 'scalar' || scalar.value === null) continue;
    quantities.set(key, { value: scalar.source, span: scalar.span, keySpan, amount: parseQuantity(scalar.source) });
  }
  return quantities;
}
