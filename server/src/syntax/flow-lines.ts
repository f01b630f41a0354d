/** A quoted scalar or flow collection whose line breaks, and the comments before them, became blanks. */
export interface ClosedFlow {
  readonly text: string;
  readonly end: number;
}

/**
 * Brings the quoted scalar or flow collection at `start` onto one line of the same length. Undefined where it is not
 * closed before the text ends, or is on one line already.
 */
export function closeOnOneLine(text: string, start: number): ClosedFlow | undefined {
  let flat = '';
  let depth = 0;
  let from = start;
  const hide = (begin: number, end: number): void => {
    flat += text.slice(from, begin) + ' '.repeat(end - begin);
    from = end;
  };
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '\n') hide(Math.max(from, text[at - 1] === '\r' ? at - 1 : at), at + 1);
    else if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    else if (character === '#' && /\s/.test(text[at - 1] ?? ' ')) {
      const lineEnd = text.indexOf('\n', at);
      if (lineEnd < 0) return undefined;
      hide(at, lineEnd);
      at = lineEnd - 1;
    } else if ((character === '"' || character === "'") && opensQuote(text, at, start)) {
      const end = quoteEnd(text, at, character);
      if (end === undefined) return undefined;
      for (const { index, 0: lineBreak } of text.slice(at, end).matchAll(/\\?\r?\n/g))
        hide(at + index, at + index + lineBreak.length);
      at = end - 1;
    }
    if (depth > 0) continue;
    const end = at + 1;
    return flat === '' ? undefined : { text: text.slice(0, start) + flat + text.slice(from), end };
  }
  return undefined;
}

/** Elsewhere it is an apostrophe in a plain scalar. */
function opensQuote(text: string, offset: number, start: number): boolean {
  return offset === start || /[\s[{,:]/.test(text[offset - 1] ?? ' ');
}

function quoteEnd(text: string, start: number, quote: string): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    if (quote === '"' && text[at] === '\\') at++;
    else if (text[at] === quote && quote === "'" && text[at + 1] === "'") at++;
    else if (text[at] === quote) return at + 1;
  }
  return undefined;
}
