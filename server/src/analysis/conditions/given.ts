import { entryOf, resolve, stringOf } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';
import type { Located, Span } from '../../syntax/span.js';
import { hasPlaceholderKey, isPlaceholder } from '../model/placeholder.js';

/**
 * Whether the API server sees no value under the key: none, `null`, an empty text. A value of a wrong type is one, and a
 * placeholder among the map's keys may become one.
 */
export function isMissing(map: YamlMap, key: string): boolean {
  const node = resolve(entryOf(map, key)?.value);
  if (node) return node.kind === 'scalar' && (node.value === null || node.value === '');
  return !hasPlaceholderKey(map);
}

/** Whether nothing at all is under the key, or `null`: other than `isMissing`, an empty text is something. */
export function isAbsent(map: YamlMap, key: string): boolean {
  const node = resolve(entryOf(map, key)?.value);
  return node === undefined || (node.kind === 'scalar' && node.value === null);
}

/** The text under a key that is settled: a string that is not empty, and that nothing else is put in for. */
export function settledText(map: YamlMap | undefined, key: string): Located<string> | undefined {
  const text = stringOf(map, key);
  return text && text.value !== '' && !isPlaceholder(text.value) ? text : undefined;
}

/** The key itself where the map has it; otherwise `fallback`. */
export function keySpanOf(map: YamlMap, key: string, fallback: Span): Span {
  return entryOf(map, key)?.pair.keySpan ?? fallback;
}

/** Where a finding about an item as a whole stands: the value of one of the keys, else its first key. */
export function itemAnchor(item: YamlMap, ...keys: readonly string[]): Span {
  for (const key of keys) {
    const node = resolve(entryOf(item, key)?.value);
    if (node?.kind === 'scalar') return node.span;
  }
  return item.pairs[0]?.keySpan ?? item.span;
}

/** The first of two values that are the same by `keyOf`, for every value that is not the first; in one pass. */
export function* repeated<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string | undefined,
): Iterable<{ readonly item: T; readonly first: T }> {
  const seen = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, item);
    else yield { item, first };
  }
}
