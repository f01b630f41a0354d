import type { YamlContent, YamlPair, YamlSeq } from './nodes.js';

/** Offset of the first character of the line that holds `offset`. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Offset of the line break that ends the line of `offset`, or the text's end. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}

/** Offset of the first character of the line after that of `offset`, or the text's end. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

/** Characters before `offset` in its line; a byte order mark is none. */
export function columnOf(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return offset - start - (text[start] === '\uFEFF' ? 1 : 0);
}

/**
 * Where a value's own text ends: without line breaks, comments and blanks after it. For a block scalar that keeps its
 * trailing empty lines, the last of them belongs to it.
 */
export function contentEnd(text: string, content: YamlContent): number {
  const { start, end } = content.span;
  if (content.kind === 'scalar') {
    const block = content.style === 'literal' || content.style === 'folded';
    if (!block) return end;
    const keepsEmptyLines = /^[|>]\d?\+/.test(text.slice(start, start + 3));
    return keepsEmptyLines ? withoutLastBreak(text, end) : start + text.slice(start, end).trimEnd().length;
  }
  if (content.kind === 'alias' || !content.block) return end;
  if (content.kind === 'map') {
    const last = content.pairs.at(-1);
    return last ? pairEnd(text, last) : end;
  }
  const last = content.items.at(-1);
  return last ? contentEnd(text, last) : start + text.slice(start, end).trimEnd().length;
}

/** Where a pair's value ends, or its colon where it has none. */
export function pairEnd(text: string, { keySpan, value }: YamlPair): number {
  return value ? contentEnd(text, value) : colonEnd(text, keySpan.end);
}

/** The offset after the colon of a key that ends at `keyEnd`. */
export function colonEnd(text: string, keyEnd: number): number {
  const blanks = /^\s*:/.exec(text.slice(keyEnd, keyEnd + 80));
  return keyEnd + (blanks?.[0].length ?? 0);
}

/** Offsets of the dashes of a block sequence; undefined where its layout is not understood. */
export function dashesOf(text: string, seq: YamlSeq): readonly number[] | undefined {
  const dashes: number[] = [];
  let offset = seq.span.start;
  for (const item of seq.items) {
    offset = skipBlanksAndComments(text, offset);
    if (text[offset] !== '-') return undefined;
    dashes.push(offset);
    offset = item ? contentEnd(text, item) : offset + 1;
  }
  return dashes;
}

/**
 * The end of the last line of a block that stands at `column` and whose content ends at `end`: comments on the lines
 * below belong to the block while they are indented more deeply.
 */
export function blockEnd(text: string, end: number, column: number): number {
  let last = lineEnd(text, end);
  for (let next = nextLine(text, last); next < text.length; next = nextLine(text, next)) {
    const line = text.slice(next, lineEnd(text, next));
    const indent = line.search(/\S/);
    if (indent < 0) continue;
    if (line[indent] !== '#' || indent <= column) break;
    last = next + line.length;
  }
  return last;
}

/**
 * The start of the first line of a block whose first line starts at `start`: the comments right above it at the same
 * `column` are its own.
 */
export function ownLinesStart(text: string, start: number, column: number): number {
  let first = start;
  while (first > 0) {
    const above = lineStart(text, first - 1);
    const line = text.slice(above, first);
    if (line.search(/\S/) !== column || line[column] !== '#') break;
    first = above;
  }
  return first;
}

function withoutLastBreak(text: string, end: number): number {
  if (text[end - 1] !== '\n') return end;
  return text[end - 2] === '\r' ? end - 2 : end - 1;
}

function skipBlanksAndComments(text: string, offset: number): number {
  const skipped = /^(?:\s|#[^\n]*)*/.exec(text.slice(offset));
  return offset + (skipped?.[0].length ?? 0);
}
