import { entriesOf, entryOf, resolve } from './access.js';
import type { YamlContent, YamlNode } from './nodes.js';
import type { Span } from './span.js';

/** Keys and indexes from a value to one inside of it. */
export type DataPath = readonly (string | number)[];

/** Aliases of aliases could make billions of values out of a short text; nobody configures as much. */
const MAX_VALUES = 10_000;
/** An alias may stand in what it stands for. */
const MAX_DEPTH = 32;

/**
 * The value as plain data: aliases and merge keys followed, duplicate keys decided. A number that is not written as JSON
 * writes it stays text, as `1.30` may be a version. What goes beyond the bounds is undefined.
 */
export function dataOf(content: YamlContent | undefined): unknown {
  let left = MAX_VALUES;
  const read = (node: YamlNode | undefined, depth: number): unknown => {
    left -= 1;
    if (!node || left < 0 || depth > MAX_DEPTH) return undefined;
    if (node.kind === 'scalar')
      return typeof node.value === 'number' && String(node.value) !== node.source ? node.source : node.value;
    if (node.kind === 'seq') return node.items.map((item) => read(resolve(item), depth + 1));
    return Object.fromEntries(entriesOf(node).map(({ pair, value }) => [pair.key, read(value, depth + 1)]));
  };
  return read(resolve(content), 0);
}

/**
 * Where the value at the end of a path stands, or its key where the value is missing or `what` says so; as far as the
 * path leads.
 */
export function placeOf(content: YamlContent | undefined, path: DataPath, what: 'key' | 'value'): Span | undefined {
  let node = resolve(content);
  let place = node?.span;
  for (const [index, step] of path.entries()) {
    if (node?.kind === 'map') {
      const entry = entryOf(node, String(step));
      if (!entry) return place;
      const wantsKey = what === 'key' && index === path.length - 1;
      place = wantsKey || !entry.pair.value ? entry.pair.keySpan : entry.pair.value.span;
      node = entry.value;
    } else if (node?.kind === 'seq') {
      const item: YamlContent | undefined = node.items[Number(step)];
      if (!item) return place;
      place = item.span;
      node = resolve(item);
    } else return place;
  }
  return place;
}
