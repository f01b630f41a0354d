import { columnOf, lineStart, pairEnd } from './layout.js';
import type { YamlDocument, YamlMap, YamlPair } from './nodes.js';
import type { Span, TextEdit } from './span.js';
import { type WritingStyle, writeFlow, writeJson, writeScalar, type YamlData } from './write.js';

/** Adds an entry to a flow map behind `behind`, or as the only one where there is none. */
export function insertInFlow(
  { text }: YamlDocument,
  map: YamlMap,
  behind: YamlPair | undefined,
  entry: readonly [key: string, data: YamlData],
  style: WritingStyle,
): TextEdit {
  if (!behind) return insertion(map.span.start + 1, flowEntry(text, map.span.start, entry, style));
  const { start } = behind.keySpan;
  return insertion(pairEnd(text, behind), separator(text, start, style) + flowEntry(text, start, entry, style));
}

/** `key: value` as it would stand at `at`. */
export function flowEntry(
  text: string,
  at: number,
  [key, data]: readonly [key: string, data: YamlData],
  style: WritingStyle,
): string {
  return `${style.json ? JSON.stringify(key) : writeScalar(key)}: ${flowData(text, at, data, style)}`;
}

/** A value as it would stand at `at`: over several lines where JSON is written so, else on one. */
export function flowData(text: string, at: number, data: YamlData, style: WritingStyle): string {
  if (!style.json || !startsLine(text, at)) return writeFlow(data, style.json);
  return writeJson(data, style, columnOf(text, at));
}

/** What stands between one entry or item, which starts at `at`, and the next. */
export function separator(text: string, at: number, style: WritingStyle): string {
  return startsLine(text, at) ? `,${style.newline}${' '.repeat(columnOf(text, at))}` : ', ';
}

/** Removes an entry or item with one comma; undefined where a comment would go with it. */
export function removeFromFlow(
  text: string,
  previousEnd: number | undefined,
  { start, end }: Span,
  nextStart: number | undefined,
): TextEdit | undefined {
  const from = previousEnd ?? start;
  const to = previousEnd === undefined ? (nextStart ?? end) : end;
  const around = text.slice(from, start) + text.slice(end, to);
  return around.includes('#') ? undefined : deletion(from, to);
}

export function insertion(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}

export function deletion(start: number, end: number): TextEdit {
  return { span: { start, end }, newText: '' };
}

function startsLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === '';
}
