import { inOrder } from '../../syntax/edit.js';
import type { YamlContent, YamlDocument } from '../../syntax/nodes.js';
import { oncePer } from '../../syntax/once-per.js';
import type { Span, TextEdit } from '../../syntax/span.js';
import type { Message } from '../message.js';
import type { Manifest } from '../model/model.js';
import type { Fix, KubernetesRange } from '../rules/rule.js';

/** What a fix is about: a pod, or an object, with its document. */
export interface FixOwner {
  readonly manifest: Pick<Manifest, 'document'>;
}

/** What a fix is beside its edits. */
export interface FixWords<Id extends string> {
  readonly message: Message<Id>;
  /** `suggestion` where nothing is said. */
  readonly applicability?: Fix['applicability'];
  /** Versions of Kubernetes that accept the result; every one where nothing is said. */
  readonly kubernetes?: KubernetesRange;
  /** Whether the edits are right for every place that an alias repeats the text at; otherwise they are not offered there. */
  readonly evenIfShared?: boolean;
}

/** A list of one fix, or of none where an edit could not be made or would change text that an alias repeats elsewhere. */
export function makeFix<Id extends string>(
  { manifest: { document } }: FixOwner,
  { message, applicability = 'suggestion', kubernetes, evenIfShared = false }: FixWords<Id>,
  edits: readonly (TextEdit | undefined)[],
): Fix<Id>[] {
  const ordered = inOrder(edits);
  if (ordered.length === 0 || (!evenIfShared && ordered.some(({ span }) => isRepeated(document, span)))) return [];
  return [{ message, applicability, edits: ordered, ...(kubernetes && { kubernetes }) }];
}

/** Whether an alias repeats the text of a span at another place. */
function isRepeated(document: YamlDocument, span: Span): boolean {
  return repeatedSpans(document).some(({ start, end }) => start <= span.start && span.end <= end);
}

const repeatedSpans = oncePer((document: YamlDocument): readonly Span[] =>
  document.text.includes('*') ? [...aliasTargets(document.root)] : [],
);

function* aliasTargets(content: YamlContent | undefined): Iterable<Span> {
  if (content?.kind === 'alias') {
    const target = content.target();
    if (target) yield target.span;
  } else if (content?.kind === 'map') {
    for (const { value } of content.pairs) yield* aliasTargets(value);
  } else if (content?.kind === 'seq') {
    for (const item of content.items) yield* aliasTargets(item);
  }
}
