import { type Position, positionAt, type SourceDocument } from '../syntax/source.js';
import type { Span } from '../syntax/span.js';

/** Zero-based lines and UTF-16 columns, as in the language server protocol. */
export interface ReportedRange {
  readonly start: Position;
  readonly end: Position;
}

/** Lines and columns of a span that counts from the file's start. */
export function reportedRange(source: SourceDocument, { start, end }: Span): ReportedRange {
  return { start: positionAt(source, start), end: positionAt(source, end) };
}
