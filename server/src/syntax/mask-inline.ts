import { isControl } from './actions.js';
import type { Span } from './span.js';

/** Stands for a character of an action where the text of a scalar holds it. */
export const PLACEHOLDER = '\uE000';

/** A line, or the lines that an action of several lines joins, with the actions in it. */
export interface ActionRow extends Span {
  readonly actions: readonly Span[];
}

/** What stands left of an action in its row, as a reader of YAML sees it. */
interface Left {
  /** The last character that is not blank; empty at the row's start. */
  previous: string;
  /** The quote that is open. */
  quote: string;
  /** How many brackets are open. */
  depth: number;
}

const CLOSES = /["'\]}]/;
const OPENS = /["'[{]/;
const BEFORE_VALUE = /^[[{,:-]?$/;
/** Longer lines are no headers of block scalars that anybody wrote. */
const MAX_HEADER = 1_000;
const BLOCK_HEADER = /^( *(?:-[ \t]+)*)(.*?[:-][ \t]+|---[ \t]+|)(?:[!&]\S+[ \t]+)*[|>][-+\d]{0,2}[ \t]*(?:#.*)?$/;

/** The indentation and the key of a line that is the header of a block scalar; undefined for another line. */
export function blockHeader(line: string): { readonly lead: string; readonly key: string } | undefined {
  const [, lead, key] = (line.length < MAX_HEADER && BLOCK_HEADER.exec(line)) || [];
  return lead === undefined ? undefined : { lead, key: key ?? '' };
}

/**
 * The masks of the actions of a row that holds other text as well: placeholders where the action writes a value or a part
 * of one, blanks where a branch begins or ends between whole values.
 */
export function inlineMasks(text: string, row: ActionRow): readonly string[] {
  const left: Left = { previous: '', quote: '', depth: 0 };
  let at = row.start;
  return row.actions.map((span, index) => {
    for (; at < span.start; at++) read(text[at] ?? '', left);
    at = span.end;
    const mask = inlineMask(text, row, index, left);
    if (mask.startsWith(PLACEHOLDER)) left.previous = PLACEHOLDER;
    else if (mask.startsWith(',')) left.previous = ',';
    return mask;
  });
}

function read(character: string, left: Left): void {
  if (/\s/.test(character)) return;
  if (left.quote !== '') {
    if (character === left.quote && left.previous !== '\\') left.quote = '';
  } else if (OPENS.test(character) && BEFORE_VALUE.test(left.previous)) {
    if (character === '[' || character === '{') left.depth++;
    else left.quote = character;
  } else if (left.depth > 0 && (character === ']' || character === '}')) left.depth--;
  left.previous = character;
}

function inlineMask(text: string, row: ActionRow, index: number, left: Left): string {
  const { start, end } = row.actions[index] ?? row;
  const blank = ' '.repeat(end - start);
  const placeholder = PLACEHOLDER.repeat(end - start);
  if (left.quote !== '') return placeholder;
  const action = text.slice(start, end);
  const next = nextCharacter(text, row, index);
  const before = text.slice(row.start, start);
  const isLast = text.slice(end, row.end).trim() === '';
  if (isLast && blockHeader(before)) return blank;
  if (isLast && isControl(action) && (/[^:-][ \t]+$/.test(before) || CLOSES.test(left.previous))) return blank;
  if (left.depth === 0) return placeholder;
  if (CLOSES.test(left.previous)) return isControl(action) && OPENS.test(next) ? `,${blank.slice(1)}` : blank;
  return isControl(action) && OPENS.test(next) ? blank : placeholder;
}

/** The first character behind an action and the branches that follow it; empty at the row's end. */
function nextCharacter(text: string, row: ActionRow, index: number): string {
  let { end } = row.actions[index] ?? row;
  for (const action of row.actions.slice(index + 1)) {
    if (text.slice(end, action.start).trim() !== '') break;
    if (!isControl(text.slice(action.start, action.end))) return PLACEHOLDER;
    end = action.end;
  }
  return text.slice(end, row.end).trimStart().charAt(0);
}
