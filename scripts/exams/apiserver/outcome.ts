import { findingsOf, type PlacedFinding } from '../../../server/src/features/diagnostics.js';
import { DEFAULT_SETTINGS } from '../../../server/src/features/settings.js';
import { asMap, asSeq, entryOf, resolve } from '../../../server/src/syntax/access.js';
import type { YamlNode } from '../../../server/src/syntax/nodes.js';
import { openSource } from '../../../server/src/syntax/source.js';
import type { Span } from '../../../server/src/syntax/span.js';
import type { Case, Verdict } from './cases.js';

/** What we say about a case. */
export interface Outcome {
  readonly case: Case;
  readonly said: Verdict;
  /** A case that the API server accepts without a word may have warnings of ours: they are about other things. */
  readonly agrees: boolean;
  /** Whether a finding of that severity lies on the field; undefined where there is nothing to compare. */
  readonly onField: boolean | undefined;
  /** `rule:severity` of every finding that is a warning or an error. */
  readonly findings: readonly string[];
}

/** Judges a case by the rules, for a version of Kubernetes such as `1.34`. */
export function outcomeOf(given: Case, kubernetesVersion: string): Outcome {
  const source = openSource('file:///case.yaml', 0, given.text);
  const findings = findingsOf(source, { ...DEFAULT_SETTINGS, kubernetesVersion }).filter(
    ({ severity }) => severity === 'error' || severity === 'warning',
  );
  const said = findings.some(({ severity }) => severity === 'error')
    ? 'error'
    : findings.length > 0
      ? 'warning'
      : 'clean';
  const agrees = said === given.verdict || (given.verdict === 'clean' && said === 'warning');
  return {
    case: given,
    said,
    agrees,
    onField: agrees ? isOnField(given, findings) : undefined,
    findings: findings.map(({ rule, severity }) => `${rule.id}:${severity}`),
  };
}

/** The deepest part of the field's path that the manifest has counts: what is missing can only be told above it. */
function isOnField({ text, field, verdict }: Case, findings: readonly PlacedFinding[]): boolean | undefined {
  if (field === undefined || verdict === 'clean') return undefined;
  const [part] = openSource('file:///case.yaml', 0, text).parts;
  const place = part && fieldSpan(resolve(part.document.root), stepsOf(field));
  if (!part || !place) return undefined;
  const { start } = part;
  return findings.some(
    ({ severity, span }) => severity === verdict && span.start <= place.end + start && span.end >= place.start + start,
  );
}

function stepsOf(field: string): readonly string[] {
  return field.match(/[^.[\]]+/g) ?? [];
}

/** From the key to the end of the value at the end of the path, as far as there is one. */
function fieldSpan(root: YamlNode | undefined, steps: readonly string[]): Span | undefined {
  let node = root;
  let span = root?.span;
  for (const step of steps) {
    const entry = entryOf(asMap(node), step);
    const item = asSeq(node)?.items[Number(step)];
    if (!entry && !item) return span;
    node = entry ? entry.value : resolve(item);
    const start = entry ? entry.pair.keySpan.start : node?.span.start;
    const end = node?.span.end ?? entry?.pair.keySpan.end;
    if (start === undefined || end === undefined) return span;
    span = { start: Math.min(start, end), end };
  }
  return span;
}
