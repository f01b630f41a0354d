import type { YamlDocument } from './nodes.js';
import { parseDocument } from './parse.js';
import { splitPieces } from './split.js';

/** Zero-based line and UTF-16 column, as the language server protocol counts by default. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A replacement in line and column terms; without a range, the whole text. */
export interface SourceChange {
  readonly range?: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

/** One version of a file, as its YAML documents one after the other. Immutable. */
export interface SourceDocument {
  readonly uri: string;
  /** The editor's version; 0 for a file read from disk. */
  readonly version: number;
  readonly parts: readonly SourcePart[];
}

export interface SourcePart {
  /** Offset and line of the document's first character in the file; add them to make its positions absolute. */
  readonly start: number;
  readonly startLine: number;
  readonly document: YamlDocument;
}

/** Parses a whole file. Never throws: what cannot be read becomes problems of its document. */
export function openSource(uri: string, version: number, text: string): SourceDocument {
  let start = 0;
  let startLine = 0;
  const parts = splitPieces(text).map((piece) => {
    const part = { start, startLine, document: parseDocument(piece) };
    start += piece.length;
    startLine += piece.split('\n').length - 1;
    return part;
  });
  return { uri, version, parts };
}

/** The next version of a file: only documents whose text changes are parsed, the others stay the same objects. */
export function changeSource(
  source: SourceDocument,
  version: number,
  changes: readonly SourceChange[],
): SourceDocument {
  let text = textOf(source);
  for (const change of changes) {
    if (!change.range) text = change.text;
    else {
      const from = offsetIn(text, change.range.start);
      const to = offsetIn(text, change.range.end);
      text = text.slice(0, from) + change.text + text.slice(to);
    }
  }
  return openSource(source.uri, version, text);
}

export function textOf(source: SourceDocument): string {
  return source.parts.map(({ document }) => document.text).join('');
}

/** Line and column of a file offset; an offset outside the text is moved to its nearest end. */
export function positionAt(source: SourceDocument, offset: number): Position {
  const before = textOf(source).slice(0, Math.max(0, offset));
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length - 1, character: before.length - lastBreak - 1 };
}

/** File offset of a position; a position outside the text is moved to the nearest one inside. */
export function offsetAt(source: SourceDocument, position: Position): number {
  return offsetIn(textOf(source), position);
}

/** The part that holds a file offset; the end of the file belongs to the last part. */
export function partAt(source: SourceDocument, offset: number): SourcePart | undefined {
  return source.parts.findLast(({ start }) => start <= offset);
}

function offsetIn(text: string, { line, character }: Position): number {
  let start = 0;
  for (let at = 0; at < line; at++) {
    const next = text.indexOf('\n', start);
    if (next < 0) return text.length;
    start = next + 1;
  }
  const end = text.indexOf('\n', start);
  return Math.min(start + character, end < 0 ? text.length : end);
}
