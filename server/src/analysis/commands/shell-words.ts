/** A piece of a shell script: a word with its quotes taken off, or an operator. */
export interface ShellToken {
  readonly kind: 'word' | 'operator';
  readonly text: string;
  /** Scripts inside the word's `$(…)` and backquotes. */
  readonly substitutions: readonly string[];
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
      tokens.push({ kind: 'operator', text, substitutions: [] });
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

/** A run of characters that mean themselves, inside quotes and outside. */
const PLAIN = /[^\s'"\\$`;&|()<>]+/y;

interface Word {
  readonly text: string;
  readonly substitutions: readonly string[];
  readonly end: number;
}

function readWord(script: string, start: number): Word {
  const substitutions: string[] = [];
  let text = '';
  let at = start;
  let quoted = false;
  while (at < script.length) {
    const char = script.charAt(at);
    if (!quoted && (char === ' ' || char === '\t' || char === '\r' || OPERATOR_STARTS.has(char))) break;
    if (char === "'" && !quoted) {
      const end = endOf(script, "'", at + 1);
      text += script.slice(at + 1, end);
      at = end + 1;
    } else if (char === '"') {
      quoted = !quoted;
      at++;
    } else if (char === '\\') {
      text += script[at + 1] === '\n' ? '' : (script[at + 1] ?? '');
      at += 2;
    } else if (char === '$' && script[at + 1] === '(') {
      const end = closingParenthesis(script, at + 2);
      substitutions.push(script.slice(at + 2, end));
      text += script.slice(at, end + 1);
      at = end + 1;
    } else if (char === '`') {
      const end = endOf(script, '`', at + 1);
      substitutions.push(script.slice(at + 1, end));
      text += script.slice(at, end + 1);
      at = end + 1;
    } else {
      PLAIN.lastIndex = at + 1;
      const end = PLAIN.test(script) ? PLAIN.lastIndex : at + 1;
      text += script.slice(at, end);
      at = end;
    }
  }
  return { text, substitutions, end: at };
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
