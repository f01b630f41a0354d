import { applyEdits, inOrder } from '../syntax/edit.js';
import { changeSource, type SourceDocument, textOf } from '../syntax/source.js';
import type { TextEdit } from '../syntax/span.js';
import { allFindingsOf } from './diagnostics.js';
import { fixesOf } from './fixes.js';
import type { Settings } from './settings.js';

/** A repaired finding may uncover another one; nothing sensible needs more rounds than this. */
const MAX_ROUNDS = 10;

/** What the safe fixes of a file's findings make of it. */
export interface RepairedSource {
  /** The text after all of them; that of the source where none applies. */
  readonly text: string;
  /** How many fixes were made. */
  readonly fixes: number;
  /** What leads from the source to the text, in source order, not overlapping. */
  readonly edits: readonly TextEdit[];
}

/**
 * Repairs every finding that has a safe fix, then what these uncovered, until none is left. Fixes that touch each other
 * are made one after the other. Doing it again changes nothing.
 */
export function fixAll(source: SourceDocument, settings: Settings): RepairedSource {
  const original = textOf(source);
  const first = safeFixes(source, settings);
  let text = applyEdits(original, first.edits);
  let { fixes } = first;
  for (let round = 1; round < MAX_ROUNDS; round++) {
    const more = safeFixes(changeSource(source, source.version, [{ text }]), settings);
    if (more.fixes === 0) break;
    text = applyEdits(text, more.edits);
    fixes += more.fixes;
  }
  return { text, fixes, edits: fixes === first.fixes ? first.edits : [replacement(original, text)] };
}

/** One safe fix of each finding, without those that touch another one's. */
function safeFixes(source: SourceDocument, settings: Settings): Omit<RepairedSource, 'text'> {
  const chosen: (readonly TextEdit[])[] = [];
  for (const finding of allFindingsOf(source, settings)) {
    const fix = fixesOf(finding).find(({ applicability }) => applicability === 'safe');
    if (fix && !chosen.some((edits) => touchesAny(edits, fix.edits))) chosen.push(fix.edits);
  }
  return { fixes: chosen.length, edits: inOrder(chosen.flat()) };
}

function touchesAny(edits: readonly TextEdit[], others: readonly TextEdit[]): boolean {
  return edits.some(({ span }) => others.some((other) => span.start <= other.span.end && other.span.start <= span.end));
}

/** One edit from the first to the last character that differs. */
function replacement(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { span: { start, end: before.length - tail }, newText: after.slice(start, after.length - tail) };
}
