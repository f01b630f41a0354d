import { asMap, entryOf, mapOf, resolve } from '../../syntax/access.js';
import type { YamlMap, YamlScalar } from '../../syntax/nodes.js';
import type { QuantityView, ResourcesView } from './model.js';
import { parseNanos, toUnits } from './quantity.js';

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

/**
 * Quantities by resource name. A `null` counts as absent, as the API server has it; a boolean is no text that could be a
 * quantity; text that is none keeps its place.
 */
export function readQuantities(map: YamlMap | undefined): ReadonlyMap<string, QuantityView> {
  const quantities = new Map<string, QuantityView>();
  for (const { key, keySpan, value } of map?.pairs ?? []) {
    const scalar = resolve(value);
    if (key === undefined || scalar?.kind !== 'scalar') continue;
    if (scalar.value === null || typeof scalar.value === 'boolean') continue;
    const templated = scalar.templated === true;
    const nanos = templated ? undefined : parseNanos(quantityText(scalar));
    const amount = nanos === undefined ? undefined : toUnits(nanos);
    quantities.set(key, { value: scalar.source, span: scalar.span, keySpan, amount, nanos, templated });
  }
  return quantities;
}

/** What reaches the API server: YAML numbers are turned into JSON numbers first, so `0x10` is 16 and `1_000` is 1000. */
function quantityText({ value, source }: YamlScalar): string {
  return typeof value !== 'number' || /^(?:0|[1-9]\d*)$/.test(source) ? source : String(value);
}
