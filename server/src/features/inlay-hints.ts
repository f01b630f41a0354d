import type { SourceDocument } from '../syntax/source.js';
import type { Span } from '../syntax/span.js';
import { touches } from '../syntax/span.js';
import { type AnalyzedPart, analyzeSource } from './analyzed-source.js';
import type { Translation } from './messages.js';
import { roleLabel } from './role-label.js';

/** The role of a container, to be shown after its name. */
export interface RoleHint {
  /** File offset of the end of the name's value; a hover there explains the role. */
  readonly offset: number;
  readonly label: string;
}

/** A hint for every container with a name that ends within `span`, which counts from the file's start. */
export function roleHints(source: SourceDocument, span: Span, translation?: Translation): readonly RoleHint[] {
  return analyzeSource(source).flatMap((analyzed) =>
    isOutside(analyzed, span) ? [] : [...hintsOf(analyzed, span, translation)],
  );
}

function isOutside({ part }: AnalyzedPart, span: Span): boolean {
  return part.start > span.end || part.start + part.document.text.length < span.start;
}

function* hintsOf({ part, analysis }: AnalyzedPart, span: Span, translation?: Translation): Iterable<RoleHint> {
  // Two pods may share a container through an alias; its name stands in the text once.
  const seen = new Set<number>();
  for (const pod of analysis.pods) {
    for (const container of pod.spec.containers) {
      if (!container.name) continue;
      const offset = part.start + container.name.span.end;
      if (!touches(span, offset) || seen.has(offset)) continue;
      seen.add(offset);
      yield { offset, label: roleLabel(pod.verdictOf(container), translation) };
    }
  }
}
