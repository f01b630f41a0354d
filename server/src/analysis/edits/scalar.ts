import { replaceScalar } from '../../syntax/edit.js';
import type { YamlContent, YamlDocument, YamlScalar } from '../../syntax/nodes.js';
import type { Span, TextEdit } from '../../syntax/span.js';

/** Replaces the scalar that stands at `span`, keeping its quotes; undefined where none stands there. */
export function replaceAt(document: YamlDocument, span: Span, value: string | number | boolean): TextEdit | undefined {
  const scalar = scalarAt(document.root, span);
  return scalar && replaceScalar(document, scalar, value);
}

function scalarAt(content: YamlContent | undefined, span: Span): YamlScalar | undefined {
  if (!content || content.span.end < span.start || content.span.start > span.start) return undefined;
  if (content.kind === 'scalar') return content.span.start === span.start ? content : undefined;
  const children =
    content.kind === 'map' ? content.pairs.map(({ value }) => value) : content.kind === 'seq' ? content.items : [];
  for (const child of children) {
    const found = scalarAt(child, span);
    if (found) return found;
  }
  return undefined;
}
