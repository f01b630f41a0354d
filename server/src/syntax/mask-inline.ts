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
  const next = nextCharacters(text, row);
  const last = row.actions.at(-1);
  let at = row.start;
  return row.actions.map((span, index) => {
    for (; at < span.start; at++) read(text[at] ?? '', left);
    at = span.end;
    const action = text.slice(span.start, span.end);
    const isApart = span === last && isLastApart(text, row, span, left);
    const mask = isApart ? blankOf(action) : inlineMask(action, next[index] ?? '', left);
    if (mask.startsWith(PLACEHOLDER)) left.previous = PLACEHOLDER;
    else if (mask.startsWith(',')) left.previous = ',';
    return mask;
  });
}

function read(character: string, left: Left): void {
  if (/\s/.test(character)) return;
  if (left.quote !== '') {
    if (left.quote === '"' && left.previous === '\\') {
      left.previous = '';
      return;
    }
    if (character === left.quote) left.quote = '';
  } else if (OPENS.test(character) && BEFORE_VALUE.test(left.previous)) {
    if (character === '[' || character === '{') left.depth++;
    else left.quote = character;
  } else if (left.depth > 0 && (character === ']' || character === '}')) left.depth--;
  left.previous = character;
}

/** Whether the last action of a row is no part of what stands left of it. */
function isLastApart(text: string, row: ActionRow, { start, end }: Span, left: Left): boolean {
  if (left.quote !== '' || text.slice(end, row.end).trim() !== '') return false;
  const before = text.slice(row.start, start);
  if (blockHeader(before)) return true;
  const value = before.trimEnd();
  const isBehindValue = value !== before && !/[:-]$/.test(value);
  return isControl(text.slice(start, end)) && (isBehindValue || CLOSES.test(left.previous));
}

function inlineMask(action: string, next: string, left: Left): string {
  const blank = blankOf(action);
  const placeholder = PLACEHOLDER.repeat(action.length);
  if (left.quote !== '' || left.depth === 0) return placeholder;
  if (CLOSES.test(left.previous)) return isControl(action) && OPENS.test(next) ? `,${blank.slice(1)}` : blank;
  return isControl(action) && OPENS.test(next) ? blank : placeholder;
}

function blankOf(action: string): string {
  return ' '.repeat(action.length);
}

/** For each action, the first character behind it and the branches that follow it; empty at the row's end. */
function nextCharacters(text: string, { actions, end }: ActionRow): readonly string[] {
  const found: string[] = [];
  for (let index = actions.length - 1; index >= 0; index--) {
    const following = actions[index + 1];
    const own = text
      .slice(actions[index]?.end, following?.start ?? end)
      .trimStart()
      .charAt(0);
    if (own !== '' || !following) found[index] = own;
    else found[index] = isControl(text.slice(following.start, following.end)) ? (found[index + 1] ?? '') : PLACEHOLDER;
  }
  return found;
}
