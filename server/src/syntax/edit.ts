import { entryOf } from './access.js';
import { deletion, flowData, flowEntry, insertInFlow, insertion, removeFromFlow, separator } from './edit-flow.js';
import {
  blockEnd,
  colonEnd,
  columnOf,
  contentEnd,
  dashesOf,
  lineStart,
  nextLine,
  ownLinesStart,
  pairEnd,
} from './layout.js';
import type { YamlDocument, YamlMap, YamlPair, YamlScalar, YamlSeq } from './nodes.js';
import type { TextEdit } from './span.js';
import { styleOf, writeBlock, writeEntry, writeFlow, writeScalar, type YamlData } from './write.js';

/*
 * Edits that keep the style of a file: indentation, the place of dashes, quotes, comments, line endings, JSON.
 * Each gives undefined where the layout is too unusual to be sure. Spans count from the document's start.
 */

/** Adds an entry behind the last one of the keys `after` that the map has, or behind all entries. */
export function insertEntry(
  document: YamlDocument,
  map: YamlMap,
  key: string,
  data: YamlData,
  after: readonly string[] = [],
): TextEdit | undefined {
  const style = styleOf(document);
  const behind = map.pairs.findLast((pair) => pair.key !== undefined && after.includes(pair.key)) ?? map.pairs.at(-1);
  if (!map.block) return insertInFlow(document, map, behind, [key, data], style);
  if (!behind) return undefined;
  const column = columnOf(document.text, behind.keySpan.start);
  const at = blockEnd(document.text, pairEnd(document.text, behind), column);
  return insertion(at, style.newline + ' '.repeat(column) + writeEntry(key, data, style, column));
}

/** Adds an entry in front of that of `before`, above its comments. */
export function insertEntryBefore(
  document: YamlDocument,
  map: YamlMap,
  before: string,
  key: string,
  data: YamlData,
): TextEdit | undefined {
  const { text } = document;
  const style = styleOf(document);
  const next = map.pairs.find((pair) => pair.key === before);
  if (!next) return undefined;
  const { start } = next.keySpan;
  if (!map.block) return insertion(start, flowEntry(text, start, [key, data], style) + separator(text, start, style));
  const column = columnOf(text, start);
  const entry = writeEntry(key, data, style, column);
  const line = lineStart(text, start);
  if (text.slice(line, start).trim() !== '') return insertion(start, entry + style.newline + ' '.repeat(column));
  return insertion(ownLinesStart(text, line, column), ' '.repeat(column) + entry + style.newline);
}

/** Sets the value at the end of `path`, making the maps that are missing on the way. */
export function setIn(
  document: YamlDocument,
  map: YamlMap,
  path: readonly string[],
  data: YamlData,
  after: readonly string[] = [],
): TextEdit | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return undefined;
  const pair = map.pairs.findLast((each) => each.key === key);
  const nested = rest.reduceRight<YamlData>((value, each) => ({ [each]: value }), data);
  if (!pair && entryOf(map, key)) return undefined;
  if (!pair) return insertEntry(document, map, key, nested, after);
  if (pair.value?.kind === 'map' && pair.value.pairs.length > 0 && rest.length > 0)
    return setIn(document, pair.value, rest, data);
  return isEmpty(pair) ? fill(document, map, pair, nested) : undefined;
}

/** Adds an item at the end of the list under `key`, which is made behind the keys `after` where it is missing. */
export function addItem(
  document: YamlDocument,
  map: YamlMap,
  key: string,
  item: YamlData,
  after: readonly string[] = [],
): TextEdit | undefined {
  const pair = map.pairs.findLast((each) => each.key === key);
  // An own entry would hide the one that a merge key brings.
  if (!pair && entryOf(map, key)) return undefined;
  if (!pair) return insertEntry(document, map, key, [item], after);
  if (isEmpty(pair)) return fill(document, map, pair, [item]);
  return pair.value?.kind === 'seq' ? appendItem(document, pair.value, item) : undefined;
}

/** Adds an item at the end of a list that has one already, in the same style as its last item. */
export function appendItem(document: YamlDocument, seq: YamlSeq, item: YamlData): TextEdit | undefined {
  const { text } = document;
  const style = styleOf(document);
  const last = seq.items.at(-1);
  if (!last) return undefined;
  const end = contentEnd(text, last);
  const { start } = last.span;
  if (!seq.block) return insertion(end, separator(text, start, style) + flowData(text, start, item, style));
  const dash = dashesOf(text, seq)?.at(-1);
  if (dash === undefined) return undefined;
  const column = columnOf(text, dash);
  const offset = text.slice(dash, start).includes('\n') ? style.itemOffset : start - dash;
  const written =
    last.kind === 'map' && !last.block ? writeFlow(item, style.json) : writeBlock(item, style, column + offset);
  const lead = `${' '.repeat(column)}-${' '.repeat(offset - 1)}`;
  return insertion(blockEnd(text, end, column), style.newline + lead + written);
}

/** Removes an entry with the comments right above it; undefined where it is the only one of its map. */
export function removeEntry(document: YamlDocument, map: YamlMap, pair: YamlPair): TextEdit | undefined {
  const { text } = document;
  const index = map.pairs.indexOf(pair);
  const { start } = pair.keySpan;
  const end = pairEnd(text, pair);
  if (index < 0 || map.pairs.length === 1) return undefined;
  const previous = map.pairs[index - 1];
  const next = map.pairs[index + 1];
  if (!map.block) return removeFromFlow(text, previous && pairEnd(text, previous), { start, end }, next?.keySpan.start);
  const column = columnOf(text, start);
  const line = lineStart(text, start);
  if (text.slice(line, start).trim() === '')
    return deletion(ownLinesStart(text, line, column), linesEnd(text, end, column));
  // The entry shares its line with the dash of a list item: the next one moves up, unless a comment stands between.
  if (!next || text.slice(end, next.keySpan.start).includes('#')) return undefined;
  return deletion(start, next.keySpan.start);
}

/** Removes an item with the comments right above it; undefined where it is the only one of its list. */
export function removeItem(document: YamlDocument, seq: YamlSeq, index: number): TextEdit | undefined {
  const { text } = document;
  const item = seq.items[index];
  if (!item || seq.items.length === 1) return undefined;
  const end = contentEnd(text, item);
  if (!seq.block) {
    const previous = seq.items[index - 1];
    const next = seq.items[index + 1];
    return removeFromFlow(
      text,
      previous && contentEnd(text, previous),
      { start: item.span.start, end },
      next?.span.start,
    );
  }
  const lines = itemLines(document, seq, index);
  return lines && deletion(lines.start, lines.end);
}

/** Lines of an item of a block list, with the comments right above it; undefined where it does not have them for itself. */
export function itemLines(
  { text }: YamlDocument,
  seq: YamlSeq,
  index: number,
): { readonly start: number; readonly end: number; readonly dash: number } | undefined {
  const item = seq.items[index];
  const dash = seq.block ? dashesOf(text, seq)?.[index] : undefined;
  if (!item || dash === undefined) return undefined;
  const line = lineStart(text, dash);
  if (text.slice(line, dash).trim() !== '') return undefined;
  const column = columnOf(text, dash);
  return { start: ownLinesStart(text, line, column), end: linesEnd(text, contentEnd(text, item), column), dash };
}

/** Replaces a scalar, keeping its quotes; JSON gets the ones that it needs. Undefined for a block scalar. */
export function replaceScalar(
  document: YamlDocument,
  { span, style }: YamlScalar,
  value: string | number | boolean,
): TextEdit | undefined {
  const { text } = document;
  if (style === 'literal' || style === 'folded') return undefined;
  if (style === 'single') return { span, newText: `'${String(value).replaceAll("'", "''")}'` };
  if (style === 'double') return { span, newText: JSON.stringify(String(value)) };
  if (span.end === span.start || text.length < span.end) return undefined;
  return { span, newText: styleOf(document).json ? JSON.stringify(value) : writeScalar(value) };
}

/** The text after edits that are in source order and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits.reduceRight(
    (result, { span, newText }) => result.slice(0, span.start) + newText + result.slice(span.end),
    text,
  );
}

/** In source order; insertions at one place are joined, so that edits never overlap. Undefined if one is missing. */
export function inOrder(edits: readonly (TextEdit | undefined)[]): readonly TextEdit[] {
  const known = edits.filter((edit) => edit !== undefined);
  if (known.length < edits.length) return [];
  const joined: TextEdit[] = [];
  for (const edit of known.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    const last = joined.at(-1);
    if (last && last.span.end > edit.span.start) return [];
    if (last && last.span.start === edit.span.start && last.span.end === edit.span.end)
      joined[joined.length - 1] = { span: last.span, newText: last.newText + edit.newText };
    else joined.push(edit);
  }
  return joined;
}

/** Whether a pair holds nothing: no value, null, `{}` or `[]`. */
function isEmpty({ value }: YamlPair): boolean {
  if (!value) return true;
  if (value.kind === 'scalar') return value.value === null;
  if (value.kind === 'map') return value.pairs.length === 0;
  return value.kind === 'seq' && value.items.length === 0;
}

/** Gives a pair that holds nothing a value; undefined where an anchor or a tag stands in the way. */
function fill(
  document: YamlDocument,
  map: YamlMap,
  { keySpan, value }: YamlPair,
  data: YamlData,
): TextEdit | undefined {
  const { text } = document;
  const style = styleOf(document);
  const start = colonEnd(text, keySpan.end);
  const end = Math.max(start, value?.span.end ?? start);
  if (text.slice(start, value?.span.start ?? start).trim() !== '') return undefined;
  if (!map.block) return { span: { start, end }, newText: ` ${flowData(text, keySpan.start, data, style)}` };
  if (typeof data !== 'object') return { span: { start, end }, newText: ` ${writeBlock(data, style, 0)}` };
  const column = columnOf(text, keySpan.start) + (Array.isArray(data) ? style.dashOffset : style.step);
  return { span: { start, end }, newText: style.newline + ' '.repeat(column) + writeBlock(data, style, column) };
}

function linesEnd(text: string, end: number, column: number): number {
  return nextLine(text, blockEnd(text, end, column));
}
