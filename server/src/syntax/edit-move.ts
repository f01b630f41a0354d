import { applyEdits, itemLines, removeItem } from './edit.js';
import { insertion, separator } from './edit-flow.js';
import { blockEnd, columnOf, contentEnd, dashesOf, lineStart, ownLinesStart } from './layout.js';
import type { YamlDocument, YamlMap, YamlSeq } from './nodes.js';
import { shift, type TextEdit } from './span.js';
import { styleOf, writeScalar } from './write.js';

/** An item taken out of its list, to be put into another one. */
export interface CutItem {
  readonly removal: TextEdit;
  /** Whole lines with the comments above them, without the last line break; in flow style, the item alone. */
  readonly text: string;
  readonly block: boolean;
  /** Of its dash, in block style. */
  readonly column: number;
}

/** Takes an item with its comments out of a list, after `changes` inside of it; undefined where it cannot go as it is. */
export function cutItem(
  document: YamlDocument,
  seq: YamlSeq,
  index: number,
  changes: readonly (TextEdit | undefined)[],
): CutItem | undefined {
  const item = seq.items[index];
  const removal = removeItem(document, seq, index);
  const inner = changes.filter((change) => change !== undefined);
  if (!item || item.kind === 'alias' || !removal || inner.length < changes.length) return undefined;
  if (!seq.block) {
    const end = contentEnd(document.text, item);
    return { removal, text: changed(document.text, item.span.start, end, inner), block: false, column: 0 };
  }
  const lines = itemLines(document, seq, index);
  if (!lines) return undefined;
  const text = changed(document.text, lines.start, lines.end, inner).replace(/\r?\n$/, '');
  return { removal, text, block: true, column: columnOf(document.text, lines.dash) };
}

/** Puts an item at the end of a list that has items. */
export function pasteItem(document: YamlDocument, seq: YamlSeq, cut: CutItem): TextEdit | undefined {
  const { text } = document;
  const style = styleOf(document);
  const last = seq.items.at(-1);
  if (!last || seq.block !== cut.block) return undefined;
  const end = contentEnd(text, last);
  if (!seq.block) return insertion(end, separator(text, last.span.start, style) + cut.text);
  const dash = dashesOf(text, seq)?.at(-1);
  if (dash === undefined) return undefined;
  const column = columnOf(text, dash);
  const lines = indented(cut.text, column - cut.column);
  return lines === undefined ? undefined : insertion(blockEnd(text, end, column), style.newline + lines);
}

/** Makes a list of one item under a new key in front of the key `before`, above its comments. */
export function pasteList(
  document: YamlDocument,
  map: YamlMap,
  before: string,
  key: string,
  cut: CutItem,
): TextEdit | undefined {
  const { text } = document;
  const style = styleOf(document);
  const next = map.pairs.find((pair) => pair.key === before);
  if (!next || map.block !== cut.block) return undefined;
  const { start } = next.keySpan;
  if (!map.block) {
    const name = style.json ? JSON.stringify(key) : writeScalar(key);
    return insertion(start, `${name}: [${cut.text}]${separator(text, start, style)}`);
  }
  const column = columnOf(text, start);
  const line = lineStart(text, start);
  const lines = indented(cut.text, column + style.dashOffset - cut.column);
  if (lines === undefined || text.slice(line, start).trim() !== '') return undefined;
  const list = `${' '.repeat(column)}${key}:${style.newline}${lines}${style.newline}`;
  return insertion(ownLinesStart(text, line, column), list);
}

function changed(text: string, start: number, end: number, changes: readonly TextEdit[]): string {
  const inner = changes.map(({ span, newText }) => ({ span: shift(span, -start), newText }));
  return applyEdits(text.slice(start, end), inner);
}

/** Every line with so many blanks more or, where negative, fewer; undefined where a line does not have so many. */
function indented(text: string, blanks: number): string | undefined {
  const lines = text.split('\n').map((line) => {
    if (line.trim() === '') return line;
    if (blanks >= 0) return ' '.repeat(blanks) + line;
    return line.startsWith(' '.repeat(-blanks)) ? line.slice(-blanks) : undefined;
  });
  return lines.every((line) => line !== undefined) ? lines.join('\n') : undefined;
}
