import { type Rule, SEVERITIES } from '../analysis/rules/rule.js';
import type { PlacedFinding } from './diagnostics.js';
import { CONFIGURATION_URL } from './rule-url.js';

/** Says how many findings of a file are not shown. It is about no mistake, so that it is none of the rules. */
export const tooManyFindings: Rule = {
  id: 'too-many-findings',
  meta: {
    title: 'More findings than are shown',
    severity: 'information',
    since: '0.1.0',
    docs: 'Errors are shown before everything else.',
    references: [CONFIGURATION_URL],
    messages: {
      cut: '{count} more findings in this file are not shown; `maxFindingsPerFile` says how many are',
      cutOne: '1 more finding in this file is not shown; `maxFindingsPerFile` says how many are',
    },
    examples: { bad: [], good: [] },
  },
};

/** The severest findings of a list, as many as are wanted, in the order of the list; of equals the first ones. */
export function severestOf(findings: readonly PlacedFinding[], most: number): readonly PlacedFinding[] {
  if (findings.length <= most) return findings;
  const kept = new Set(
    SEVERITIES.flatMap((severity) => findings.filter((each) => each.severity === severity)).slice(0, most),
  );
  return findings.filter((finding) => kept.has(finding));
}
