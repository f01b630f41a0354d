import type { YamlContent, YamlMap, YamlNode, YamlPair, YamlScalar, YamlSeq } from './nodes.js';
import type { Located } from './span.js';

/** An alias of an alias of an alias: nobody writes more than a few, and a cycle has to end somewhere. */
const MAX_ALIAS_STEPS = 8;
/** The key whose value, a map or a list of maps, is merged into its own map. */
const MERGE = '<<';

/** A key with its value after aliases and merge keys; the pair may stand in the map that was merged in. */
export interface YamlEntry {
  readonly pair: YamlPair;
  readonly value: YamlNode | undefined;
}

/** Follows aliases to a value; `undefined` for a missing anchor, a cycle, or nothing at all. */
export function resolve(content: YamlContent | undefined): YamlNode | undefined {
  let current = content;
  for (let step = 0; step < MAX_ALIAS_STEPS; step++) {
    if (current?.kind !== 'alias') return current;
    current = current.target();
  }
  return undefined;
}

export function asMap(content: YamlContent | undefined): YamlMap | undefined {
  const node = resolve(content);
  return node?.kind === 'map' ? node : undefined;
}

export function asSeq(content: YamlContent | undefined): YamlSeq | undefined {
  const node = resolve(content);
  return node?.kind === 'seq' ? node : undefined;
}

export function asScalar(content: YamlContent | undefined): YamlScalar | undefined {
  const node = resolve(content);
  return node?.kind === 'scalar' ? node : undefined;
}

/**
 * The entry of `key`: the map's own first (the last of duplicates, as JSON readers decide), then what `<<` merges in, the
 * first of a list before the next. Each map is looked at once, however often it is merged in.
 */
export function entryOf(map: YamlMap | undefined, key: string): YamlEntry | undefined {
  if (!map) return undefined;
  const { pairs } = map;
  let merges = false;
  for (let index = pairs.length - 1; index >= 0; index--) {
    const pair = pairs[index];
    if (pair?.key === key) return { pair, value: resolve(pair.value) };
    if (pair?.key === MERGE) merges = true;
  }
  return merges ? mergedEntry(map, key) : undefined;
}

function mergedEntry(map: YamlMap, key: string): YamlEntry | undefined {
  for (const merged of withMerged(map)) {
    const entry = ownEntry(merged, key);
    if (entry) return entry;
  }
  return undefined;
}

/** Every entry of a map with a key of text, those that are merged in behind its own; of equal keys the one that counts. */
export function entriesOf(map: YamlMap | undefined): readonly YamlEntry[] {
  const entries = new Map<string, YamlEntry>();
  for (const each of map ? withMerged(map) : []) {
    const own = new Map(each.pairs.map((pair) => [pair.key, pair]));
    for (const [key, pair] of own)
      if (key !== undefined && key !== MERGE && !entries.has(key))
        entries.set(key, { pair, value: resolve(pair.value) });
  }
  return [...entries.values()];
}

/** The value of `key` after aliases and merge keys. */
export function nodeOf(map: YamlMap | undefined, key: string): YamlNode | undefined {
  return entryOf(map, key)?.value;
}

export function mapOf(map: YamlMap | undefined, key: string): YamlMap | undefined {
  return asMap(nodeOf(map, key));
}

export function seqOf(map: YamlMap | undefined, key: string): YamlSeq | undefined {
  return asSeq(nodeOf(map, key));
}

export function stringOf(map: YamlMap | undefined, key: string): Located<string> | undefined {
  return located(nodeOf(map, key), (value) => typeof value === 'string');
}

export function numberOf(map: YamlMap | undefined, key: string): Located<number> | undefined {
  return located(nodeOf(map, key), (value) => typeof value === 'number');
}

export function booleanOf(map: YamlMap | undefined, key: string): Located<boolean> | undefined {
  return located(nodeOf(map, key), (value) => typeof value === 'boolean');
}

/** The items of the list under `key` that are maps, with their index in the list. */
export function mapsOf(map: YamlMap | undefined, key: string): { readonly index: number; readonly node: YamlMap }[] {
  const found: { readonly index: number; readonly node: YamlMap }[] = [];
  const items = seqOf(map, key)?.items ?? NO_ITEMS;
  for (let index = 0; index < items.length; index++) {
    const node = asMap(items[index]);
    if (node) found.push({ index, node });
  }
  return found;
}

/** The strings of the list under `key`; a number or boolean counts as the text that stands there. */
export function stringsOf(map: YamlMap | undefined, key: string): Located<string>[] {
  const found: Located<string>[] = [];
  for (const item of seqOf(map, key)?.items ?? NO_ITEMS) {
    const scalar = asScalar(item);
    if (scalar && scalar.value !== null) found.push({ value: scalar.source, span: scalar.span });
  }
  return found;
}

const NO_ITEMS: readonly undefined[] = [];

function ownEntry(map: YamlMap, key: string): YamlEntry | undefined {
  for (let index = map.pairs.length - 1; index >= 0; index--) {
    const pair = map.pairs[index];
    if (pair?.key === key) return { pair, value: resolve(pair.value) };
  }
  return undefined;
}

/** The map and all that it merges in, directly or not, in the order in which they count. */
function withMerged(map: YamlMap): ReadonlySet<YamlMap> {
  const found = new Set<YamlMap>();
  const waiting = [map];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    for (const merged of mergedInto(next).reverse()) waiting.push(merged);
  }
  return found;
}

function mergedInto(map: YamlMap): YamlMap[] {
  return map.pairs
    .filter(({ key }) => key === MERGE)
    .flatMap(({ value }) => {
      const node = resolve(value);
      return node?.kind === 'seq' ? node.items.flatMap((item) => asMap(item) ?? []) : (asMap(node) ?? []);
    });
}

function located<T>(node: YamlNode | undefined, is: (value: unknown) => value is T): Located<T> | undefined {
  return node?.kind === 'scalar' && is(node.value) ? { value: node.value, span: node.span } : undefined;
}
