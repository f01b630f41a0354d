import type { YamlContent, YamlMap, YamlNode, YamlPair, YamlScalar, YamlSeq } from './nodes.js';
import type { Located } from './span.js';

/** An alias of an alias of an alias: nobody writes more than a few, and a cycle has to end somewhere. */
const MAX_ALIAS_STEPS = 8;
const MAX_MERGE_DEPTH = 8;

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

/** The entry of `key`: the map's own first (the last of duplicates, as JSON readers decide), then what `<<` merges in. */
export function entryOf(map: YamlMap | undefined, key: string, depth = 0): YamlEntry | undefined {
  if (!map) return undefined;
  const own = map.pairs.findLast((pair) => pair.key === key);
  if (own) return { pair: own, value: resolve(own.value) };
  if (depth >= MAX_MERGE_DEPTH) return undefined;
  for (const merged of mergedMaps(map)) {
    const entry = entryOf(merged, key, depth + 1);
    if (entry) return entry;
  }
  return undefined;
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
  return (seqOf(map, key)?.items ?? []).flatMap((item, index) => {
    const node = asMap(item);
    return node ? [{ index, node }] : [];
  });
}

/** The strings of the list under `key`; a number or boolean counts as the text that stands there. */
export function stringsOf(map: YamlMap | undefined, key: string): Located<string>[] {
  return (seqOf(map, key)?.items ?? []).flatMap((item) => {
    const scalar = asScalar(item);
    return scalar && scalar.value !== null ? [{ value: scalar.source, span: scalar.span }] : [];
  });
}

function mergedMaps(map: YamlMap): YamlMap[] {
  return map.pairs
    .filter(({ key }) => key === '<<')
    .flatMap(({ value }) => {
      const node = resolve(value);
      return node?.kind === 'seq' ? node.items.flatMap((item) => asMap(item) ?? []) : (asMap(node) ?? []);
    });
}

function located<T>(node: YamlNode | undefined, is: (value: unknown) => value is T): Located<T> | undefined {
  return node?.kind === 'scalar' && is(node.value) ? { value: node.value, span: node.span } : undefined;
}
