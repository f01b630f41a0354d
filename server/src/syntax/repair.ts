import { closeOnOneLine } from './flow-lines.js';
import type { SyntaxProblem, YamlContent } from './nodes.js';
import type { Span } from './span.js';

/** A text as it was given to the parser, and what the parser made of it. */
export interface Attempt {
  readonly text: string;
  readonly root: YamlContent | undefined;
  /** The parser's own. */
  readonly errors: readonly SyntaxProblem[];
  /** All. */
  readonly problems: readonly SyntaxProblem[];
}

/** Each costs a parse, or two. */
const MAX_JOINS = 12;
/** Each costs a parse. */
const MAX_PATCHES = 3;
/** A longer text would keep its user waiting. */
const MAX_LENGTH = 500_000;
/** Of one attempt; each is looked for in the whole tree. */
const MAX_ERRORS = 300;
/** With more errors a text is not YAML that goes on with too little indentation. */
const MAX_ERRORS_TO_JOIN = 1_000;

/** Errors that move or swallow what stands around them, not only say that a value is bad. */
const STRUCTURAL = new Set(['BLOCK_AS_IMPLICIT_KEY', 'BLOCK_IN_FLOW', 'MULTILINE_IMPLICIT_KEY', 'UNEXPECTED_TOKEN']);
const UNCLOSED_QUOTE = /^Missing closing/;
const UNCLOSED_FLOW = /sufficiently indented and end with/;
/** What may stand behind a value on its line. */
const ENDS_VALUE = /^\s*(?:$|[#,\]}])/;
const WRONG_COLUMN = /same column/;

/**
 * What a text says beside its broken places: a word half typed must not take the lines around it along. The text keeps
 * its length, so that every offset holds. What the API server accepts but the parser does not, quotes and brackets that
 * go on with too little indentation, is no problem at all.
 */
export function repair(first: Attempt, attempt: (text: string) => Attempt): Attempt {
  if (first.errors.length === 0 || first.text.length > MAX_LENGTH) return { ...first, problems: placedAll(first) };
  let joined = first;
  for (let count = 0; count < MAX_JOINS; count++) {
    const next = join(joined, attempt);
    if (!next) break;
    joined = next;
  }
  return patchAll(joined, attempt);
}

/** Takes broken places out, one after the other, as long as that gives back structure. */
function patchAll(first: Attempt, attempt: (text: string) => Attempt): Attempt {
  let best = { ...first, problems: placedAll(first) };
  let current = first;
  const reported: SyntaxProblem[] = [];
  for (let count = 0; count < MAX_PATCHES; count++) {
    const fault = current.errors.find(isStructural);
    if (!fault) break;
    reported.push(placed(fault, current));
    current = attempt(patch(current, fault));
    if (isBetter(current, best)) best = { ...current, problems: [...reported, ...placedAll(current)] };
  }
  return best;
}

function isStructural({ code, message }: SyntaxProblem): boolean {
  return STRUCTURAL.has(code) || UNCLOSED_QUOTE.test(message) || WRONG_COLUMN.test(message);
}

function isUnclosed(message: string): boolean {
  return UNCLOSED_QUOTE.test(message) || UNCLOSED_FLOW.test(message);
}

/** With unclosed quotes and brackets brought to their ends on one line, where nothing is wrong with that line then. */
function join(current: Attempt, attempt: (text: string) => Attempt): Attempt | undefined {
  if (current.errors.length > MAX_ERRORS_TO_JOIN) return undefined;
  const errors = current.errors.slice(0, MAX_ERRORS);
  const starts = errors.flatMap(({ message, span }) => unclosedStart(current, message, span.start) ?? []);
  const joined = joinAt(current.text, starts);
  if (joined.lines.length === 0) return undefined;
  let next = attempt(joined.text);
  const sound = joined.lines.filter((line) => !hasError(next, line));
  if (sound.length === 0) return undefined;
  if (sound.length < joined.lines.length) {
    next = attempt(
      joinAt(
        current.text,
        sound.map(({ start }) => start),
      ).text,
    );
    if (sound.some((line) => hasError(next, line))) return undefined;
  }
  return next.errors.length < current.errors.length ? next : undefined;
}

function joinAt(text: string, starts: readonly number[]): { readonly text: string; readonly lines: readonly Span[] } {
  const lines: Span[] = [];
  let joined = text;
  for (const start of starts) {
    if (start < (lines.at(-1)?.end ?? 0)) continue;
    const closed = closeOnOneLine(joined, start);
    if (!closed || !ENDS_VALUE.test(joined.slice(closed.end, endOfLine(joined, closed.end)))) continue;
    joined = closed.text;
    lines.push({ start, end: endOfLine(joined, closed.end) });
  }
  return { text: joined, lines };
}

function hasError({ errors }: Attempt, { start, end }: Span): boolean {
  return errors.some(({ span }) => start <= span.start && span.start <= end);
}

/** A quote that happens to be doubled where its line ends looks closed to the parser: the next line is at fault then. */
function unclosedStart({ text, root }: Attempt, message: string, offset: number): number | undefined {
  if (isUnclosed(message)) return startOfContent(root, offset);
  if (!WRONG_COLUMN.test(message)) return undefined;
  return startOfContent(root, text.slice(0, offset).trimEnd().length);
}

/** Without an opening quote that is not closed, else without the rest of the line of the fault. */
function patch({ text, root }: Attempt, fault: SyntaxProblem): string {
  const start = UNCLOSED_QUOTE.test(fault.message) ? startOfContent(root, fault.span.start) : undefined;
  if (start !== undefined && /["']/.test(text[start] ?? '')) return blank(text, start, start + 1);
  const from = start ?? fault.span.start;
  return blank(text, from, endOfLine(text, from));
}

/** What is nested in something that is not closed is given up at the same place, once for each level. */
function placedAll(attempt: Attempt): SyntaxProblem[] {
  const known = new Map<string, SyntaxProblem>();
  for (const problem of attempt.problems.slice(0, MAX_ERRORS).map((each) => placed(each, attempt)))
    known.set(`${problem.span.start} ${problem.code}`, problem);
  return [...known.values()];
}

/** On the line where the mistake is: what is not closed is reported where the parser gives up, far below it. */
function placed(problem: SyntaxProblem, { text, root }: Attempt): SyntaxProblem {
  const opened = isUnclosed(problem.message) ? startOfContent(root, problem.span.start) : undefined;
  const start = opened ?? Math.min(problem.span.start, text.length);
  const line = text.slice(start, endOfLine(text, start)).trimEnd();
  const indent = opened === undefined ? line.search(/[^ ]|$/) : 0;
  const end = opened === undefined ? problem.span.end : Number.POSITIVE_INFINITY;
  const begin = start + indent;
  return {
    ...problem,
    span: { start: begin, end: Math.max(begin, Math.min(Math.max(end, begin + 1), start + line.length)) },
  };
}

function blank(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** The start of the innermost value or key that ends at `offset`, where the parser gave it up. */
function startOfContent(content: YamlContent | undefined, offset: number): number | undefined {
  if (!content || content.span.start > offset || content.span.end < offset) return undefined;
  const { start, end } = content.span;
  const own = end === offset ? start : undefined;
  if (content.kind === 'seq') return firstStart(content.items, offset) ?? own;
  if (content.kind !== 'map') return own;
  const key = content.pairs.find(({ keySpan }) => keySpan.end === offset);
  return (
    key?.keySpan.start ??
    firstStart(
      content.pairs.map(({ value }) => value),
      offset,
    ) ??
    own
  );
}

function firstStart(contents: readonly (YamlContent | undefined)[], offset: number): number | undefined {
  for (const content of contents) {
    const start = startOfContent(content, offset);
    if (start !== undefined) return start;
  }
  return undefined;
}

function isBetter(next: Attempt, best: Attempt): boolean {
  const gain = countEntries(next.root, next.text) - countEntries(best.root, best.text);
  return gain > 0 || (gain === 0 && next.errors.filter(isStructural).length < best.errors.filter(isStructural).length);
}

/** Keys that begin their line, and list items: what a reader sees as the structure. */
function countEntries(content: YamlContent | undefined, text: string): number {
  if (content?.kind === 'seq') return content.items.reduce((sum, item) => sum + 1 + countEntries(item, text), 0);
  if (content?.kind !== 'map') return 0;
  return content.pairs.reduce((sum, { key, keySpan, value }) => {
    const isEntry =
      key !== undefined && beginsLine(text, keySpan.start) && !text.slice(keySpan.start, keySpan.end).includes('\n');
    return sum + (isEntry ? 1 : 0) + countEntries(value, text);
  }, 0);
}

function beginsLine(text: string, offset: number): boolean {
  let at = offset - 1;
  while (text[at] === ' ' || text[at] === '-') at--;
  return at < 0 || text[at] === '\n';
}
