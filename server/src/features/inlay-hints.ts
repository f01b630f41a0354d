import type { InjectedContainer } from '../analysis/injection/injector.js';
import type { Pod } from '../analysis/pod.js';
import type { SourceDocument } from '../syntax/source.js';
import type { Span } from '../syntax/span.js';
import { touches } from '../syntax/span.js';
import { type AnalyzedPart, analyzeSource } from './analyzed-source.js';
import type { Translation } from './messages.js';
import { injectedLabel, roleLabel } from './role-label.js';

/** The role of a container, to be shown after its name, or after the label or annotation that has it injected. */
export interface RoleHint {
  /** File offset of the end of that value; a hover there explains the role. */
  readonly offset: number;
  readonly label: string;
}

/** A hint for every container with a name or trigger that ends within `span`, which counts from the file's start. */
export function roleHints(source: SourceDocument, span: Span, translation?: Translation): readonly RoleHint[] {
  return analyzeSource(source).flatMap((analyzed) =>
    isOutside(analyzed, span) ? [] : [...hintsOf(analyzed, span, translation)],
  );
}

function isOutside({ part }: AnalyzedPart, span: Span): boolean {
  return part.start > span.end || part.start + part.document.text.length < span.start;
}

function* hintsOf({ part, analysis }: AnalyzedPart, span: Span, translation?: Translation): Iterable<RoleHint> {
  // Two pods may share a container or their metadata through an alias, which stands in the text once.
  const seen = new Set<number>();
  for (const pod of analysis.pods) {
    for (const { end, label } of [...ownHints(pod, translation), ...ghostHints(pod, translation)]) {
      const offset = part.start + end;
      if (!touches(span, offset) || seen.has(offset)) continue;
      seen.add(offset);
      yield { offset, label };
    }
  }
}

/** A hint before it has its place in the file. */
interface HintInDocument {
  readonly end: number;
  readonly label: string;
}

function ownHints(pod: Pod, translation?: Translation): readonly HintInDocument[] {
  return pod.spec.containers.flatMap((container) =>
    container.name ? [{ end: container.name.span.end, label: roleLabel(pod.verdictOf(container), translation) }] : [],
  );
}

/** One per trigger: the container that runs beside the others, else the one that prepares. The hover names them all. */
function ghostHints({ injected }: Pod, translation?: Translation): readonly HintInDocument[] {
  const byTrigger = new Map<number, InjectedContainer>();
  for (const each of injected) {
    const { end } = each.trigger.span;
    const known = byTrigger.get(end);
    if (!known || (known.lifecycle === 'init' && each.lifecycle !== 'init')) byTrigger.set(end, each);
  }
  return [...byTrigger].map(([end, each]) => ({ end, label: injectedLabel(each, translation) }));
}
