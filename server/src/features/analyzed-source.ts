import { type Analysis, analyze } from '../analysis/analyze.js';
import { type Surroundings, surroundingsOf } from '../analysis/surroundings.js';
import { partAt, type SourceDocument, type SourcePart } from '../syntax/source.js';

/** A document of a file with what it says. Spans in it count from `part.start`. */
export interface AnalyzedPart {
  readonly part: SourcePart;
  readonly analysis: Analysis;
}

/** The analysis of every document of a file, in order; documents that did not change are not analyzed again. */
export function analyzeSource(source: SourceDocument): readonly AnalyzedPart[] {
  const surroundings = surroundingsIn(source);
  return source.parts.map((part) => ({ part, analysis: analyze(part.document, surroundings) }));
}

/** The analysis of the document at a file offset alone; undefined for a file without documents. */
export function analyzePartAt(source: SourceDocument, offset: number): AnalyzedPart | undefined {
  const part = partAt(source, offset);
  return part && { part, analysis: analyze(part.document, surroundingsIn(source)) };
}

function surroundingsIn(source: SourceDocument): Surroundings {
  return surroundingsOf(source.parts.map(({ document }) => document));
}
