import type { YamlDocument } from '../../syntax/nodes.js';
import type { Span } from '../../syntax/span.js';

/** Begins or ends a branch: in Helm, in Jinja, in ytt. */
const BRANCH =
  /\{\{-?\s*(?:if|else|end|with|range)\b|\{%[-+]?\s*(?:(?:end)?(?:if|for)|elif|else)\b|#@ ?(?:if|elif|else|for|end)\b/;

/** Whether a template may leave out one of two places: an action that begins or ends a branch stands between them. */
export function mayExclude({ text, templated }: YamlDocument, one: Span, other: Span): boolean {
  if (!templated) return false;
  return BRANCH.test(text.slice(Math.min(one.end, other.end), Math.max(one.start, other.start)));
}
