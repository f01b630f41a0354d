import { analyzeSource } from '../features/analyzed-source.js';
import type { SourceDocument } from '../syntax/source.js';
import { shift } from '../syntax/span.js';
import { toRange } from './convert.js';
import type { ContainerRole } from './protocol.js';

/** Every container of a document with its role, for icons beside the text. */
export function containerRoles(source: SourceDocument): readonly ContainerRole[] {
  return analyzeSource(source).flatMap(({ part, analysis }) =>
    analysis.pods.flatMap((pod) =>
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
    ),
  );
}
