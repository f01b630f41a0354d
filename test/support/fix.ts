import type { NodeCapacity } from '../../server/src/features/configuration.js';
import { findingsOf, type PlacedFinding } from '../../server/src/features/diagnostics.js';
import { fixesOf } from '../../server/src/features/fixes.js';
import { applyEdits } from '../../server/src/syntax/edit.js';
import { openSource } from '../../server/src/syntax/source.js';
import { settingsAbout } from './settings.js';

/** A fix may uncover another finding; nothing sensible needs more rounds than this. */
const MAX_ROUNDS = 50;

/**
 * The text after the first fix of every finding, one after the other, each on the text that the one before left.
 * `about` limits it to the findings of one rule. Throws where fixing does not come to an end.
 */
export function applyFirstFixes(
  text: string,
  about?: string,
  kubernetesVersion?: string,
  nodeCapacity?: NodeCapacity,
): string {
  let fixed = text;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const fix = findingsIn(fixed, about, kubernetesVersion, nodeCapacity).flatMap((finding) =>
      fixesOf(finding).slice(0, 1),
    )[0];
    if (!fix) return fixed;
    const next = applyEdits(fixed, fix.edits);
    if (next === fixed) throw new Error(`the fix '${fix.message.id}' of ${fix.finding.rule.id} changes nothing`);
    fixed = next;
  }
  throw new Error(`fixing does not end:\n${fixed}`);
}

/** The findings of a text, all or those of one rule. */
export function findingsIn(
  text: string,
  about?: string,
  kubernetesVersion?: string,
  nodeCapacity?: NodeCapacity,
): readonly PlacedFinding[] {
  const findings = findingsOf(
    openSource('file:///fixture.yaml', 0, text),
    settingsAbout(about, kubernetesVersion, nodeCapacity),
  );
  return about === undefined ? findings : findings.filter(({ rule }) => rule.id === about);
}
