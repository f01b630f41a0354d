/** A piece of a shell script: a word with its quotes taken off, or an operator. */
export interface ShellToken {
  readonly kind: 'word' | 'operator';
  readonly text: string;
  /** Scripts inside the word's `$(…)` and backquotes. */
  readonly substitutions: readonly string[];
  /** The digit that a redirection is joined to: `2` of `2>`. */
  readonly descriptor?: string;
}

const OPERATORS = ['<<<', '<<-', '&>>', '&&', '||', ';;', '>>', '<<', '>&', '<&', '&>', '>|'];
const OPERATOR_ENDS = new Set(['<', '>', '&', '|', ';', '-']);
const OPERATOR_STARTS = new Set(['\n', ';', '&', '|', '(', ')', '<', '>']);

/**
 * Splits a script into words and operators, as far as a POSIX shell and this reader agree. Comments and the bodies of
 * here-documents are left out. Accepts any text, in time linear to its length; what is not closed ends with the text.
 */
export function readShellWords(script: string): ShellToken[] {
  const tokens: ShellToken[] = [];
  const awaited: string[] = [];
  let at = 0;
  while (at < script.length) {
    const char = script.charAt(at);
    if (char === '\\' && script[at + 1] === '\n') at += 2;
    else if (char === ' ' || char === '\t' || char === '\r') at++;
    else if (char === '#') at = lineEnd(script, at);
    else if (OPERATOR_STARTS.has(char)) {
      const next = script[at + 1];
      const isLong = next !== undefined && char !== '\n' && OPERATOR_ENDS.has(next);
      const text = (isLong ? OPERATORS.find((operator) => script.startsWith(operator, at)) : undefined) ?? char;
      const descriptor = char === '<' || char === '>' ? takeDescriptor(tokens, script, at) : undefined;
      const operator = { kind: 'operator', text, substitutions: NO_SUBSTITUTIONS } as const;
      tokens.push(descriptor === undefined ? operator : { ...operator, descriptor });
      at += text.length;
      if (char === '\n') at = skipHereDocuments(script, at, awaited);
    } else {
      const word = readWord(script, at);
      const previous = tokens.at(-1)?.text;
      if (previous === '<<' || previous === '<<-') awaited.push(word.text);
      tokens.push({ kind: 'word', text: word.text, substitutions: word.substitutions });
      at = word.end;
    }
  }
  return tokens;
}

/** Takes the digit before a redirection off the words; `echo 2 > file` prints one, `run 2> file` does not. */
function takeDescriptor(tokens: ShellToken[], script: string, at: number): string | undefined {
  const last = tokens.at(-1);
  const isJoined = last?.kind === 'word' && /^\d$/.test(last.text) && script[at - 1] === last.text;
  return isJoined ? tokens.pop()?.text : undefined;
}

/** A run of characters that mean themselves outside quotes, and inside double ones. */
const PLAIN = /[^\s'"\\$`;&|()<>]*/y;
const QUOTED_PLAIN = /[^"\\$`]*/y;
const NO_SUBSTITUTIONS: readonly string[] = [];

interface Word {
  readonly text: string;
  readonly substitutions: readonly string[];
  readonly end: number;
}

/** Most words have neither quotes nor variables; the others are read piece by piece. */
function readWord(script: string, start: number): Word {
  const end = endOfRun(PLAIN, script, start);
  if (end > start && isWordEnd(script, end)) {
    return { text: script.slice(start, end), substitutions: NO_SUBSTITUTIONS, end };
  }
  return readPieces(script, start);
}

function readPieces(script: string, start: number): Word {
  let substitutions: string[] | undefined;
  let text = '';
  let at = start;
  let quoted = false;
  while (at < script.length && (quoted || !isWordEnd(script, at))) {
    const char = script[at];
    let end = at + 1;
    if (char === "'" && !quoted) {
      end = endOf(script, "'", end);
      text += script.slice(at + 1, end);
      end++;
    } else if (char === '"') {
      quoted = !quoted;
    } else if (char === '\\') {
      text += script[end] === '\n' ? '' : (script[end] ?? '');
      end++;
    } else if (char === '`' || (char === '$' && script[end] === '(')) {
      const from = char === '`' ? end : end + 1;
      end = char === '`' ? endOf(script, '`', from) : closingParenthesis(script, from);
      substitutions ??= [];
      substitutions.push(script.slice(from, end));
      end++;
      text += script.slice(at, end);
    } else {
      end = endOfRun(quoted ? QUOTED_PLAIN : PLAIN, script, end);
      text += script.slice(at, end);
    }
    at = end;
  }
  return { text, substitutions: substitutions ?? NO_SUBSTITUTIONS, end: at };
}

function endOfRun(run: RegExp, script: string, from: number): number {
  run.lastIndex = from;
  run.test(script);
  return Math.max(run.lastIndex, from);
}

function isWordEnd(script: string, at: number): boolean {
  const char = script[at];
  return char === undefined || char === ' ' || char === '\t' || char === '\r' || OPERATOR_STARTS.has(char);
}

function endOf(script: string, mark: string, from: number): number {
  const end = script.indexOf(mark, from);
  return end < 0 ? script.length : end;
}

function lineEnd(script: string, from: number): number {
  return endOf(script, '\n', from);
}

/** Where the parenthesis that is open before `from` closes; quotes inside are skipped. */
function closingParenthesis(script: string, from: number): number {
  let depth = 1;
  for (let at = from; at < script.length; at++) {
    const char = script[at];
    if (char === '\\') at++;
    else if (char === "'") at = endOf(script, "'", at + 1);
    else if (char === '(') depth++;
    else if (char === ')' && --depth === 0) return at;
  }
  return script.length;
}

/** Past the bodies of the here-documents that the line before has announced. */
function skipHereDocuments(script: string, from: number, awaited: string[]): number {
  let at = from;
  for (const delimiter of awaited.splice(0)) {
    while (at < script.length) {
      const end = lineEnd(script, at);
      const line = script.slice(at, end).trim();
      at = end + 1;
      if (line === delimiter) break;
    }
  }
  return Math.min(at, script.length);
}
