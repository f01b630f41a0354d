import {
  blockEnd,
  columnOf,
  contentEnd,
  lineEnd,
  lineStart,
  nextLine,
  ownLinesStart,
  pairEnd,
} from '../../syntax/layout.js';
import type { YamlDocument, YamlMap, YamlPair } from '../../syntax/nodes.js';
import type { TextEdit } from '../../syntax/span.js';
import { styleOf } from '../../syntax/write.js';
import { indented, indentedBelow } from './indentation.js';

/*
 * Edits that move entries with their comments and their own layout from one block to another. Each gives no edits where
 * the layout is too unusual to be sure: flow style, entries that do not stand together, a map that would be left empty.
 */

/** Puts entries into new maps below `keys`, in the place where they are. */
export function wrapEntries(
  document: YamlDocument,
  map: YamlMap,
  pairs: readonly YamlPair[],
  keys: readonly string[],
): readonly TextEdit[] {
  const [first] = pairs;
  const last = pairs.at(-1);
  if (!first || !last || !standTogether(map, pairs)) return [];
  const { text } = document;
  const { newline, step } = styleOf(document);
  const column = columnOf(text, first.keySpan.start);
  const span = { start: first.keySpan.start, end: blockEnd(text, pairEnd(text, last), column) };
  const lead = keys.map((key, depth) => `${key}:${newline}${' '.repeat(column + step * (depth + 1))}`).join('');
  return [{ span, newText: lead + indentedBelow(text.slice(span.start, span.end), step * keys.length) }];
}

/** Moves entries to the end of a map inside a sibling of theirs, or of any other map that has an entry. */
export function moveEntriesInto(
  document: YamlDocument,
  map: YamlMap,
  pairs: readonly YamlPair[],
  target: YamlMap,
): readonly TextEdit[] {
  const behind = target.pairs.at(-1);
  if (!behind || !target.block) return [];
  return moveEntriesBehind(document, map, pairs, behind);
}

/** Moves entries behind another one of any block map, which they are to belong to. */
export function moveEntriesBehind(
  document: YamlDocument,
  map: YamlMap,
  pairs: readonly YamlPair[],
  behind: YamlPair,
): readonly TextEdit[] {
  const { text } = document;
  const lines = entryLines(document, map, pairs);
  if (!lines) return [];
  const target = columnOf(text, behind.keySpan.start);
  const moved = indented(text.slice(lines.start, lines.end), target - lines.column);
  const end = pairEnd(text, behind);
  const isLast = map.pairs.at(-1) === pairs.at(-1) && end === contentEnd(text, map);
  const isNext = end < lines.start && text.slice(lineEnd(text, end), lines.start).trim() === '';
  // Nothing but the indentation says where an entry between two blocks belongs.
  if (isLast || isNext) return [{ span: { start: lines.start, end: lines.end }, newText: moved }];
  const at = blockEnd(text, end, target);
  const { newline } = styleOf(document);
  const removed = { start: lines.start, end: nextLine(text, lines.end) };
  return [
    { span: removed, newText: '' },
    { span: { start: at, end: at }, newText: newline + moved },
  ];
}

interface Lines {
  /** Of the first line, comments above included. */
  readonly start: number;
  /** Of the last line, without its break. */
  readonly end: number;
  readonly column: number;
}

/** The lines of entries that have them for themselves, beside entries that stay. */
function entryLines({ text }: YamlDocument, map: YamlMap, pairs: readonly YamlPair[]): Lines | undefined {
  const [first] = pairs;
  const last = pairs.at(-1);
  if (!first || !last || !standTogether(map, pairs) || pairs.length === map.pairs.length) return undefined;
  const { start } = first.keySpan;
  const line = lineStart(text, start);
  if (text.slice(line, start).trim() !== '') return undefined;
  const column = columnOf(text, start);
  return { start: ownLinesStart(text, line, column), end: blockEnd(text, pairEnd(text, last), column), column };
}

function standTogether(map: YamlMap, pairs: readonly YamlPair[]): boolean {
  const indices = pairs.map((pair) => map.pairs.indexOf(pair));
  const [first = -1] = indices;
  return map.block && first >= 0 && indices.every((index, order) => index === first + order);
}
