import { countLineBreaks, lastNotAbove, lineStartsOf } from './lines.js';
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
  /**
   * Never empty. The index of a part is the number of its document in the file, as YAML readers count: comments in front
   * of the first `---` belong to its document; one that is empty between two `---` counts.
   */
  readonly parts: readonly SourcePart[];
  /** Documents of other files that belong to this one, for whoever reads them together. */
  readonly related: readonly YamlDocument[];
  /** Whether another file says that this one holds parts of objects only, as a kustomization does of its patches. */
  readonly partial: boolean;
}

export interface SourcePart {
  /** Offset and line of the document's first character in the file; add them to make its positions absolute. */
  readonly start: number;
  readonly startLine: number;
  readonly document: YamlDocument;
}

/** Reads a whole file. Never throws: what cannot be read becomes problems of its document. */
export function openSource(
  uri: string,
  version: number,
  text: string,
  { related, partial }: Pick<SourceDocument, 'related' | 'partial'> = ALONE,
): SourceDocument {
  return { uri, version, parts: replaceParts([], 0, 0, text), related, partial };
}

/** A file of which nothing is known but its text. */
const ALONE = { related: [], partial: false };

/**
 * The next version of a file: documents whose text stays are the same objects, and the cost does not depend on them.
 * Equals `openSource` of the changed text.
 */
export function changeSource(
  source: SourceDocument,
  version: number,
  changes: readonly SourceChange[],
): SourceDocument {
  return { ...source, version, parts: changes.reduce(applyChange, source.parts) };
}

export function textOf(source: SourceDocument): string {
  return joinParts(source.parts);
}

/** Line and column of a file offset; an offset outside the text is moved to its nearest end. */
export function positionAt(source: SourceDocument, offset: number): Position {
  const part = partAt(source, offset);
  if (!part) return { line: 0, character: 0 };
  const { document, start, startLine } = part;
  const inside = Math.min(Math.max(offset - start, 0), document.text.length);
  const lines = lineStartsOf(document);
  const line = lastNotAbove(lines, inside, (lineStart) => lineStart);
  return { line: startLine + line, character: inside - (lines[line] ?? 0) };
}

/** File offset of a position; a position outside the text is moved to the nearest one inside, and out of a line break. */
export function offsetAt(source: SourceDocument, position: Position): number {
  return offsetIn(source.parts, position);
}

/** The part that holds a file offset; the end of the file belongs to the last part. */
export function partAt(source: SourceDocument, offset: number): SourcePart | undefined {
  return source.parts[partIndexAt(source.parts, offset)];
}

function partIndexAt(parts: readonly SourcePart[], offset: number): number {
  return lastNotAbove(parts, offset, ({ start }) => start);
}

function offsetIn(parts: readonly SourcePart[], { line, character }: Position): number {
  if (line < 0) return 0;
  const part = parts[lastNotAbove(parts, line, ({ startLine }) => startLine)];
  if (!part) return 0;
  const { text } = part.document;
  const lines = lineStartsOf(part.document);
  const start = lines[line - part.startLine];
  if (start === undefined) return part.start + text.length;
  const next = lines[line - part.startLine + 1];
  let end = next === undefined ? text.length : next - 1;
  if (next !== undefined && end > start && text[end - 1] === '\r') end--;
  return part.start + Math.min(start + Math.max(character, 0), end);
}

function applyChange(parts: readonly SourcePart[], { range, text }: SourceChange): readonly SourcePart[] {
  if (!range) return replaceParts(parts, 0, parts.length, text);
  const from = offsetIn(parts, range.start);
  const to = offsetIn(parts, range.end);
  return replaceText(parts, Math.min(from, to), Math.max(from, to), text);
}

/** The neighbours of the touched documents are cut anew with them: a marker that comes or goes joins or parts them. */
function replaceText(parts: readonly SourcePart[], from: number, to: number, newText: string): readonly SourcePart[] {
  const first = Math.max(partIndexAt(parts, from) - 1, 0);
  const end = Math.min(partIndexAt(parts, to) + 2, parts.length);
  const start = parts[first]?.start ?? 0;
  const old = joinParts(parts.slice(first, end));
  return replaceParts(parts, first, end, old.slice(0, from - start) + newText + old.slice(to - start));
}

/** Replaces the parts from `first` up to `end` by those of `text`, keeping the documents whose text stays. */
function replaceParts(parts: readonly SourcePart[], first: number, end: number, text: string): readonly SourcePart[] {
  const place = { start: parts[first]?.start ?? 0, startLine: parts[first]?.startLine ?? 0 };
  const old = parts.slice(first, end);
  const placed = reuse(old, splitPieces(text)).map((document): SourcePart => {
    const part = { ...place, document };
    place.start += document.text.length;
    place.startLine += countLineBreaks(document.text);
    return part;
  });
  const next = parts[end];
  if (!next) return [...parts.slice(0, first), ...placed];
  const by = { start: place.start - next.start, startLine: place.startLine - next.startLine };
  return [...parts.slice(0, first), ...placed, ...moved(parts.slice(end), by)];
}

/** A document for each piece: an old one where the texts are equal, counted from both ends. */
function reuse(old: readonly SourcePart[], pieces: readonly string[]): YamlDocument[] {
  const most = Math.min(old.length, pieces.length);
  let head = 0;
  while (head < most && old[head]?.document.text === pieces[head]) head++;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail)?.document.text === pieces.at(-1 - tail)) tail++;
  return pieces.map((piece, index) => {
    if (index < head) return old[index]?.document ?? parseDocument(piece);
    const kept = index >= pieces.length - tail ? old[index - pieces.length + old.length] : undefined;
    return kept?.document ?? parseDocument(piece);
  });
}

function moved(parts: readonly SourcePart[], by: { start: number; startLine: number }): readonly SourcePart[] {
  if (by.start === 0 && by.startLine === 0) return parts;
  return parts.map(({ start, startLine, document }) => ({
    start: start + by.start,
    startLine: startLine + by.startLine,
    document,
  }));
}

function joinParts(parts: readonly SourcePart[]): string {
  return parts.map(({ document }) => document.text).join('');
}
