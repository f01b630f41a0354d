import { entryOf } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';
import { type Span, touches } from '../../syntax/span.js';

/** The key's span, when the cursor stands on that key of the map. */
export function onKey(map: YamlMap | undefined, key: string, offset: number): Span | undefined {
  const keySpan = entryOf(map, key)?.pair.keySpan;
  return keySpan && touches(keySpan, offset) ? keySpan : undefined;
}

/** The span of the key or of the value, when the cursor stands on it. A value that is no scalar does not count. */
export function onPair(map: YamlMap | undefined, key: string, offset: number): Span | undefined {
  const entry = entryOf(map, key);
  if (!entry) return undefined;
  const { keySpan, value } = entry.pair;
  if (touches(keySpan, offset)) return keySpan;
  return entry.value?.kind === 'scalar' && value && touches(value.span, offset) ? value.span : undefined;
}
