import { alignedRows } from '../table.js';
import type { Answer } from './answer.js';

/** The table by concept, the cases that differ with the reason where there is one, and the share that agrees. */
export function reportText(answers: readonly Answer[]): string {
  const concepts = [...new Set(answers.map(({ case: { concept } }) => concept))].sort();
  const rows = [
    ...concepts.map((concept) =>
      rowOf(
        concept,
        answers.filter((each) => each.case.concept === concept),
      ),
    ),
    rowOf('all', answers),
  ];
  const differing = answers.filter(({ agrees }) => !agrees);
  return [...alignedRows([['', 'cases', 'agree', 'differ', 'share'], ...rows]), '', ...differing.map(differenceText)]
    .join('\n')
    .trimEnd();
}

function rowOf(name: string, answers: readonly Answer[]): readonly string[] {
  const agreeing = answers.filter(({ agrees }) => agrees).length;
  const share = answers.length === 0 ? '' : (agreeing / answers.length).toFixed(3);
  return [name, String(answers.length), String(agreeing), String(answers.length - agreeing), share];
}

function differenceText({ case: { name, concept, flagged }, reason, findings }: Answer): string {
  const verdict = flagged ? 'flagged there, not here' : 'flagged here, not there';
  const seen = findings.length > 0 ? ` (we say ${findings.join(', ')})` : '';
  return `${name}\n  ${concept}: ${verdict}${seen}\n  ${reason ?? 'no reason is known'}`;
}
