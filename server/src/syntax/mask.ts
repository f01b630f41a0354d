import { findActions, isControl } from './actions.js';
import type { Span } from './span.js';

/** Stands for a character of an action where the text of a scalar holds it. */
const PLACEHOLDER = '\uE000';

/** A text whose template actions are hidden from the YAML parser, character for character. */
export interface MaskedText {
  readonly text: string;
  readonly actions: readonly Span[];
  /** Whether lines come and go with branches or loops: the text as it stands is no YAML then, only much like it. */
  readonly branching: boolean;
}

/** A line, or the lines that an action of several lines joins. */
interface Row extends Span {
  readonly actions: readonly Span[];
  readonly indent: number;
  /** Nothing but actions and blanks. */
  readonly lone: boolean;
  readonly blank: boolean;
}

/** The block scalar that rows stand in. */
interface Block {
  /** Content is indented more than this. */
  readonly parentIndent: number;
  contentIndent: number | undefined;
}

/** Longer lines are no headers of block scalars that anybody wrote. */
const MAX_HEADER = 1_000;
const BLOCK_HEADER = /^( *(?:-[ \t]+)*)(.*?[:-][ \t]+|---[ \t]+|)(?:[!&]\S+[ \t]+)*[|>][-+\d]{0,2}[ \t]*(?:#.*)?$/;

/**
 * Hides template actions, so that a template reads as the YAML that it mostly is; every offset stays. An action inside a
 * value becomes placeholders that `unmask` turns back; lines of actions only become blank, but for those in a block
 * scalar, which are its content. Undefined where there is no action.
 */
export function maskActions(text: string): MaskedText | undefined {
  if (!text.includes('{{')) return undefined;
  const actions = findActions(text);
  if (actions.length === 0) return undefined;
  const rows = readRows(text, actions);
  const masks = maskRows(text, rows);
  let masked = '';
  let end = 0;
  for (const { span, mask } of masks) {
    masked += text.slice(end, span.start) + mask;
    end = span.end;
  }
  return { text: masked + text.slice(end), actions, branching: masks.some(({ branching }) => branching) };
}

/** Puts the original characters back into a scalar's value; `original` and `masked` are the text of its span. */
export function unmask(value: string, original: string, masked: string): string {
  let at = -1;
  return value.replaceAll(PLACEHOLDER, () => {
    at = masked.indexOf(PLACEHOLDER, at + 1);
    return original[at] ?? '';
  });
}

function readRows(text: string, actions: readonly Span[]): Row[] {
  const rows: Row[] = [];
  let next = 0;
  for (let start = 0; start < text.length; ) {
    const own: Span[] = [];
    let end = lineEnd(text, start);
    for (let action = actions[next]; action && action.start < end; action = actions[++next]) {
      own.push(action);
      if (action.end > end) end = lineEnd(text, action.end);
    }
    rows.push(readRow(text, { start, end }, own));
    start = end + 1;
  }
  return rows;
}

function readRow(text: string, { start, end }: Span, actions: readonly Span[]): Row {
  let rest = '';
  let at = start;
  for (const action of actions) {
    rest += text.slice(at, action.start);
    at = action.end;
  }
  const blank = (rest + text.slice(at, end)).trim() === '';
  const indent = text.slice(start, end).search(/[^ ]/);
  return { start, end, actions, indent, lone: blank && actions.length > 0, blank: blank && actions.length === 0 };
}

interface Mask {
  readonly span: Span;
  readonly mask: string;
  readonly branching: boolean;
}

function maskRows(text: string, rows: readonly Row[]): Mask[] {
  const below = indentsBelow(rows);
  let block: Block | undefined;
  return rows.flatMap((row, index): Mask | Mask[] => {
    if (row.blank) return [];
    if (row.lone) {
      const span = { start: row.actions[0]?.start ?? row.start, end: row.actions.at(-1)?.end ?? row.end };
      if (block && isInside(block, row, below[index] ?? -1))
        return { span, mask: contentMask(block, row, span), branching: false };
      const mask = block ? endMask(text, span) : blankMask(text, span);
      block = undefined;
      return { span, mask, branching: isControl(text.slice(span.start, span.end)) };
    }
    if (block && row.indent > block.parentIndent) {
      block.contentIndent ??= row.indent;
      return row.actions.map((span) => ({ span, mask: PLACEHOLDER.repeat(span.end - span.start), branching: false }));
    }
    block = blockAfter(text, row);
    return row.actions.map((span) => ({ span, mask: inlineMask(text, row, span), branching: false }));
  });
}

/** For each row, the indentation of the next one that has text beside actions; -1 at the end. */
function indentsBelow(rows: readonly Row[]): number[] {
  const indents: number[] = [];
  let indent = -1;
  for (let index = rows.length - 1; index >= 0; index--) {
    indents[index] = indent;
    const row = rows[index];
    if (row && !row.lone && !row.blank) indent = row.indent;
  }
  return indents;
}

/** Actions are often written at the line's start wherever they stand: what follows tells whether the block goes on. */
function isInside(block: Block, row: Row, indentBelow: number): boolean {
  if (block.contentIndent === undefined) return true;
  return row.indent >= block.contentIndent || indentBelow >= block.contentIndent;
}

function contentMask(block: Block, row: Row, span: Span): string {
  block.contentIndent ??= Math.max(row.indent, block.parentIndent + 1);
  const blanks = Math.min(Math.max(block.contentIndent - row.indent, 0), span.end - span.start);
  return ' '.repeat(blanks) + PLACEHOLDER.repeat(span.end - span.start - blanks);
}

function blankMask(text: string, { start, end }: Span): string {
  return text.slice(start, end).replace(/[^\r\n]/g, ' ');
}

/** Blanks would still be content of the block scalar above, a comment ends it. */
function endMask(text: string, span: Span): string {
  return `#${blankMask(text, span).slice(1)}`;
}

/** The end of a branch behind a value, or what follows the header of a block scalar, is no part of it. */
function inlineMask(text: string, row: Row, span: Span): string {
  const isLast = text.slice(span.end, row.end).trim() === '';
  const before = text.slice(row.start, span.start);
  const action = text.slice(span.start, span.end);
  const apart = isLast && ((isControl(action) && /[^:-][ \t]+$/.test(before)) || isHeader(before));
  return (apart ? ' ' : PLACEHOLDER).repeat(span.end - span.start);
}

function isHeader(line: string): boolean {
  return line.length < MAX_HEADER && BLOCK_HEADER.test(line);
}

function blockAfter(text: string, { start, end, actions }: Row): Block | undefined {
  const last = actions.at(-1);
  const line = text.slice(start, end).replace(/\r$/, '');
  const tail = last && line.slice(last.end - start).trim() === '' ? line.slice(0, last.start - start) : line;
  const header = tail.length < MAX_HEADER ? BLOCK_HEADER.exec(tail) : null;
  const lead = header?.[1];
  if (lead === undefined || /^\s*#/.test(line)) return undefined;
  if (header?.[2]) return { parentIndent: header[2].startsWith('---') ? -1 : lead.length, contentIndent: undefined };
  return { parentIndent: lead.lastIndexOf('-'), contentIndent: undefined };
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}
