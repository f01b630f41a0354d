import { type Analysis, analyze } from '../analysis/analyze.js';
import type { UserProducts } from '../analysis/catalogue/user-products.js';
import { podFinder } from '../analysis/selected-pods.js';
import { hasNeighbours, surroundingsOf } from '../analysis/surroundings.js';
import { oncePer } from '../syntax/once-per.js';
import type { SourceDocument, SourcePart } from '../syntax/source.js';
import { isChartFile, isOfChart } from './chart-files.js';
import type { Settings } from './settings.js';

/** A file with what its settings say of it: of images, where otherwise the catalogue alone counts, and of its Pods. */
export interface ConfiguredSource extends SourceDocument {
  readonly products?: UserProducts;
  readonly staticPods?: boolean;
}

/** The file under settings: what the analysis has to know of them. */
export function configured(source: SourceDocument, { images, staticPods }: Settings): ConfiguredSource {
  return { ...source, products: images, staticPods };
}

/** A document of a file with what it says. Spans in it count from `part.start`. */
export interface AnalyzedPart {
  readonly part: SourcePart;
  readonly analysis: Analysis;
}

/**
 * The analysis of every document of a file, in order, but for what is no manifest by the file's name. Cached by the
 * file's version; documents that are the same objects as in an earlier version are not analyzed again unless what belongs
 * to them elsewhere has changed.
 */
export const analyzeSource = oncePer((source: ConfiguredSource): readonly AnalyzedPart[] => {
  const parts = isChartFile(source.uri) ? source.parts.filter(({ document }) => !isOfChart(document)) : source.parts;
  const documents = parts.map(({ document }) => document);
  const context = {
    surroundings: surroundingsOf(documents, source.related.filter(hasNeighbours)),
    podsOf: podFinder(documents, source.related),
    partial: source.partial,
    ...(source.products && { products: source.products }),
    ...(source.staticPods && { staticPods: true }),
  };
  return parts.map((part) => ({ part, analysis: analyze(part.document, context) }));
});

/** The document at a file offset with what it says; undefined for a file without documents. */
export function analyzedPartAt(source: ConfiguredSource, offset: number): AnalyzedPart | undefined {
  return analyzeSource(source).findLast(({ part }) => part.start <= offset);
}
