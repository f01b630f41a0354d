import type { Analysis } from '../analysis/analyze.js';
import { type AnalyzedPart, analyzeSource } from '../features/analyzed-source.js';
import type { SourceDocument } from '../syntax/source.js';
import { shift } from '../syntax/span.js';
import { toRange } from './convert.js';
import type { ContainerRole } from './protocol.js';

/**
 * Every container of a document with its role, for icons beside the text. A container of a YAML document that has not
 * changed and keeps its line gives the same object as before.
 */
export function containerRoles(source: SourceDocument): readonly ContainerRole[] {
  return analyzeSource(source).flatMap((analyzed) => rolesIn(analyzed, source));
}

const known = new WeakMap<Analysis, { readonly startLine: number; readonly roles: readonly ContainerRole[] }>();

function rolesIn({ part, analysis }: AnalyzedPart, source: SourceDocument): readonly ContainerRole[] {
  const before = known.get(analysis);
  if (before?.startLine === part.startLine) return before.roles;
  const roles = analysis.pods.flatMap((pod) =>
    pod.spec.containers.map((container): ContainerRole => {
      const { role, function: does, native, certainty } = pod.verdictOf(container);
      return {
        name: container.name?.value ?? null,
        role,
        function: does,
        native,
        certainty,
        range: toRange(source, shift(container.anchor, part.start)),
      };
    }),
  );
  known.set(analysis, { startLine: part.startLine, roles });
  return roles;
}
