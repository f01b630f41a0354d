import { asMap } from './access.js';
import { columnOf, dashesOf } from './layout.js';
import type { YamlContent, YamlDocument } from './nodes.js';
import { resolveScalar } from './scalars.js';

/** A value to be written. Keys keep their order. */
export type YamlData = string | number | boolean | readonly YamlData[] | { readonly [key: string]: YamlData };

/** How a document is written, so that what is added looks like the rest. */
export interface WritingStyle {
  readonly newline: '\n' | '\r\n';
  /** Blanks by which a map is indented in its parent map. */
  readonly step: number;
  /** Blanks from the key of a list to its dashes: 0 or a step, usually. */
  readonly dashOffset: number;
  /** Blanks from a dash to what stands behind it: 2, usually. */
  readonly itemOffset: number;
  readonly json: boolean;
}

/** The commonest way of a document; where it shows none, that of the Kubernetes documentation. */
export function styleOf(document: YamlDocument): WritingStyle {
  const seen = { step: [] as number[], dashOffset: [] as number[], itemOffset: [] as number[] };
  observe(document.text, document.root, seen);
  return {
    newline: document.text.includes('\r\n') ? '\r\n' : '\n',
    step: commonest(seen.step) ?? 2,
    dashOffset: commonest(seen.dashOffset) ?? 0,
    itemOffset: commonest(seen.itemOffset) ?? 2,
    json: isJson(document),
  };
}

/** Whether the document is written as JSON, where every string needs double quotes. */
export function isJson({ text, root }: YamlDocument): boolean {
  const map = asMap(root);
  const first = map?.pairs[0]?.keySpan.start;
  return map !== undefined && !map.block && first !== undefined && text[first] === '"';
}

/** Block style. The first line has no indentation, the others stand at `column` or deeper. */
export function writeBlock(data: YamlData, style: WritingStyle, column: number): string {
  if (isList(data)) {
    if (data.length === 0) return '[]';
    const lead = `-${' '.repeat(style.itemOffset - 1)}`;
    const items = data.map((item) => lead + writeBlock(item, style, column + style.itemOffset));
    return items.join(style.newline + ' '.repeat(column));
  }
  if (typeof data !== 'object') return writeScalar(data);
  const entries = Object.entries(data);
  if (entries.length === 0) return '{}';
  return entries.map(([key, value]) => writeEntry(key, value, style, column)).join(style.newline + ' '.repeat(column));
}

/** `key: value` in block style, the key standing at `column`. */
export function writeEntry(key: string, value: YamlData, style: WritingStyle, column: number): string {
  if (typeof value !== 'object' || Object.keys(value).length === 0)
    return `${writeScalar(key)}: ${writeBlock(value, style, column)}`;
  const inner = column + (isList(value) ? style.dashOffset : style.step);
  return `${writeScalar(key)}:${style.newline}${' '.repeat(inner)}${writeBlock(value, style, inner)}`;
}

/** Flow style on one line: `{name: logs, emptyDir: {}}`, or JSON. */
export function writeFlow(data: YamlData, json: boolean): string {
  if (isList(data)) return `[${data.map((item) => writeFlow(item, json)).join(', ')}]`;
  if (typeof data !== 'object') return json ? JSON.stringify(data) : writeScalar(data);
  const entries = Object.entries(data).map(
    ([key, value]) => `${json ? JSON.stringify(key) : writeScalar(key)}: ${writeFlow(value, json)}`,
  );
  return `{${entries.join(', ')}}`;
}

/** JSON over several lines; the first one has no indentation, the others stand at `column` or deeper. */
export function writeJson(data: YamlData, style: WritingStyle, column: number): string {
  return JSON.stringify(data, null, style.step).replaceAll('\n', style.newline + ' '.repeat(column));
}

/** Plain where that means the same anywhere, in double quotes otherwise. */
export function writeScalar(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  return isPlain(value) ? value : JSON.stringify(value);
}

function isPlain(text: string): boolean {
  return /^-{0,2}[\w./][\w./:@+=?&-]*$/.test(text) && !text.endsWith(':') && typeof resolveScalar(text) === 'string';
}

function isList(data: YamlData): data is readonly YamlData[] {
  return Array.isArray(data);
}

interface Observations {
  readonly step: number[];
  readonly dashOffset: number[];
  readonly itemOffset: number[];
}

/** Notes the indentation of every block; JSON over several lines counts as well. */
function observe(text: string, content: YamlContent | undefined, seen: Observations): void {
  if (content?.kind === 'map') {
    for (const { keySpan, value } of content.pairs) {
      const column = columnOf(text, keySpan.start);
      if (value?.kind === 'map') note(seen.step, startColumn(text, value) - column);
      if (value?.kind === 'seq' && value.block) note(seen.dashOffset, columnOf(text, value.span.start) - column, 0);
      observe(text, value, seen);
    }
  }
  if (content?.kind !== 'seq') return;
  const dashes = content.block ? dashesOf(text, content) : undefined;
  for (const [index, item] of content.items.entries()) {
    const dash = dashes?.[index];
    if (dash !== undefined && item?.kind === 'map' && item.block)
      note(seen.itemOffset, startColumn(text, item) - columnOf(text, dash));
    observe(text, item, seen);
  }
}

function startColumn(text: string, content: YamlContent): number {
  const first = content.kind === 'map' ? content.pairs[0]?.keySpan.start : undefined;
  const start = first ?? content.span.start;
  // A flow map on its key's line says nothing about indentation; column 0 makes the difference negative.
  return text
    .slice(text.lastIndexOf('\n', start - 1) + 1, start)
    .trim()
    .replace(/^-\s*/, '') === ''
    ? columnOf(text, start)
    : 0;
}

function note(list: number[], blanks: number, least = 1): void {
  if (blanks >= least && blanks <= 16) list.push(blanks);
}

function commonest(numbers: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const each of numbers) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
