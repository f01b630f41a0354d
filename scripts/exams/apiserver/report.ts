import { alignedRows } from '../table.js';
import type { Outcome } from './outcome.js';

/** The table by section, the cases that differ, and the share that agrees. */
export function reportText(outcomes: readonly Outcome[]): string {
  const sections = [...new Set(outcomes.map(sectionOf))].sort();
  const rows = [
    ...sections.map((section) =>
      rowOf(
        section,
        outcomes.filter((each) => sectionOf(each) === section),
      ),
    ),
    ...(['error', 'warning', 'clean'] as const).map((verdict) =>
      rowOf(
        `verdict ${verdict}`,
        outcomes.filter((each) => each.case.verdict === verdict),
      ),
    ),
    rowOf('all', outcomes),
  ];
  const head = ['', 'cases', 'agree', 'differ', 'on the field'];
  return [...alignedRows([head, ...rows]), '', ...outcomes.filter(({ agrees }) => !agrees).map(differenceText)]
    .join('\n')
    .trimEnd();
}

function sectionOf({ case: { concept } }: Outcome): string {
  return concept.split('.')[0] ?? concept;
}

function rowOf(name: string, outcomes: readonly Outcome[]): readonly string[] {
  const agreeing = outcomes.filter(({ agrees }) => agrees).length;
  const placed = outcomes.filter(({ onField }) => onField !== undefined);
  const onField = placed.filter((each) => each.onField).length;
  const share = placed.length > 0 ? `${onField}/${placed.length}` : '';
  return [name, String(outcomes.length), String(agreeing), String(outcomes.length - agreeing), share];
}

function differenceText({ case: { id, concept, verdict, field }, said, findings }: Outcome): string {
  const place = field === undefined ? '' : ` at ${field}`;
  return `${id} (${concept}): ${verdict}${place}, we say ${said}${findings.length > 0 ? `: ${findings.join(', ')}` : ''}`;
}
