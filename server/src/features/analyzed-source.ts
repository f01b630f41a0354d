import { type Analysis, analyze } from '../analysis/analyze.js';
import type { SourceDocument, SourcePart } from '../syntax/source.js';

/** A document of a file with what it says. Spans in it count from `part.start`. */
export interface AnalyzedPart {
  readonly part: SourcePart;
  readonly analysis: Analysis;
}

/** The analysis of every document of a file, in order; documents that did not change are not analyzed again. */
export function analyzeSource(source: SourceDocument): readonly AnalyzedPart[] {
  return source.parts.map((part) => ({ part, analysis: analyze(part.document) }));
}
