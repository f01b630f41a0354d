import { findingsOf, findingText, type PlacedFinding } from '../../server/src/features/diagnostics.js';
import { DEFAULT_SETTINGS } from '../../server/src/features/settings.js';
import { openSource } from '../../server/src/syntax/source.js';

/** The findings of a text that are errors or warnings. */
export function loudFindings(text: string, partial = false, uri = 'file:///manifest.yaml'): readonly PlacedFinding[] {
  const source = openSource(uri, 0, text, { related: [], partial });
  return findingsOf(source, DEFAULT_SETTINGS).filter(({ severity }) => severity === 'error' || severity === 'warning');
}

/** The same as text: the rule, the line, and what it says. */
export function alarmsIn(text: string, partial = false): readonly string[] {
  return loudFindings(text, partial).map(
    (finding) =>
      `${finding.rule.id} in line ${text.slice(0, finding.span.start).split('\n').length}: ${findingText(finding)}`,
  );
}

/** The ids of the rules that warn or find errors, in the order of their places. */
export function rulesIn(text: string, partial = false): readonly string[] {
  return loudFindings(text, partial).map(({ rule }) => rule.id);
}
