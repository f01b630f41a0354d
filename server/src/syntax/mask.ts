import { findActions, isControl } from './actions.js';
import { definitionBodies } from './definitions.js';
import { type ActionRow, blockHeader, inlineMasks, PLACEHOLDER } from './mask-inline.js';
import type { Span } from './span.js';
import { findMisreadTokens, findTokens } from './tokens.js';

/** A text whose template actions are hidden from the YAML parser, character for character. */
export interface MaskedText {
  readonly text: string;
  readonly actions: readonly Span[];
  /** Whether lines come and go with branches or loops: the text as it stands is no YAML then, only much like it. */
  readonly branching: boolean;
}

interface Row extends ActionRow {
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

/** A key in a block, up to its value. */
const KEY = /^( *(?:- +)*)(?:"[^"]*"[ \t]*|'[^']*'[ \t]*|[^\s"'#{}[\]&*!|>%@`-][^#{}[\]]*?):[ \t]+(?:[&!]\S+[ \t]+)?$/;

/**
 * Hides template actions, so that a template reads as the YAML that it mostly is; every offset stays. An action inside a
 * value becomes placeholders that `unmask` turns back; lines of actions only become blank, but for those in a block
 * scalar, which are its content. The definition of a named template counts as one action, as do `#{name}#` and
 * `[[name]]`, and with `allTokens` every placeholder that YAML might stumble over. Undefined where there is none.
 */
export function maskActions(text: string, allTokens = false): MaskedText | undefined {
  const own = findActions(text);
  const tokens = allTokens ? findTokens(text) : findMisreadTokens(text);
  const actions = withoutOverlaps([...definitionBodies(text, own), ...own, ...tokens]);
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

/** The spans in the order of the text; of those that overlap, the one that begins first, or else stands first. */
function withoutOverlaps(spans: readonly Span[]): readonly Span[] {
  const apart: Span[] = [];
  for (const span of [...spans].sort((one, other) => one.start - other.start)) {
    if (span.start >= (apart.at(-1)?.end ?? 0)) apart.push(span);
  }
  return apart;
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
  const below = rowsBelow(rows);
  let block: Block | undefined;
  return rows.flatMap((row, index): Mask | Mask[] => {
    if (row.blank) return [];
    if (row.lone) {
      const span = { start: row.actions[0]?.start ?? row.start, end: row.actions.at(-1)?.end ?? row.end };
      if (block && isInside(block, row, below[index]?.indent ?? -1)) {
        return { span, mask: contentMask(block, row, span), branching: false };
      }
      const mask = block ? endMask(text, span) : blankMask(text, span);
      block = undefined;
      return { span, mask, branching: isControl(text.slice(span.start, span.end)) };
    }
    if (block && row.indent > block.parentIndent) {
      block.contentIndent ??= row.indent;
      return row.actions.map((span) => ({ span, mask: PLACEHOLDER.repeat(span.end - span.start), branching: false }));
    }
    block = blockAfter(text, row);
    const opening = openingAction(text, row, below[index]);
    const inline = inlineMasks(text, row);
    return row.actions.map((span, at) => ({
      span,
      mask: span === opening ? blankMask(text, span) : (inline[at] ?? ''),
      branching: span === opening,
    }));
  });
}

/**
 * The action behind a key that only begins the key's value, as the rows below go on with it; undefined where the action
 * is all of the value.
 */
function openingAction(text: string, row: Row, below: Row | undefined): Span | undefined {
  const [action] = row.actions;
  if (!action || row.actions.length > 1 || !below || text.slice(action.end, row.end).trim() !== '') return undefined;
  const lead = KEY.exec(text.slice(row.start, action.start))?.[1];
  if (lead === undefined) return undefined;
  const isItem = /^ *-[ \t]/.test(text.slice(below.start, below.end));
  return below.indent > lead.length || (isItem && below.indent === lead.length) ? action : undefined;
}

/** For each row, the next one that has text beside actions. */
function rowsBelow(rows: readonly Row[]): (Row | undefined)[] {
  const below: (Row | undefined)[] = [];
  let next: Row | undefined;
  for (let index = rows.length - 1; index >= 0; index--) {
    below[index] = next;
    const row = rows[index];
    if (row && !row.lone && !row.blank) next = row;
  }
  return below;
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

function blockAfter(text: string, { start, end, actions }: Row): Block | undefined {
  const last = actions.at(-1);
  const line = text.slice(start, end).replace(/\r$/, '');
  const tail = last && line.slice(last.end - start).trim() === '' ? line.slice(0, last.start - start) : line;
  const header = /^\s*#/.test(line) ? undefined : blockHeader(tail);
  if (!header) return undefined;
  const { lead, key } = header;
  if (key) return { parentIndent: key.startsWith('---') ? -1 : lead.length, contentIndent: undefined };
  return { parentIndent: lead.lastIndexOf('-'), contentIndent: undefined };
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}
