import { type AssessedNeed, assessContract } from '../../analysis/contracts/contracts.js';
import type { NeedState } from '../../analysis/contracts/need.js';
import type { ContainerView } from '../../analysis/model/model.js';
import { shift } from '../../syntax/span.js';
import { findingText, type PlacedFinding } from '../diagnostics.js';
import { textOf } from '../messages.js';
import { code, escaped } from './markdown.js';
import { defineMessages, type HoverPlace } from './topic.js';

export const containerNeedsMessages = defineMessages({
  id: 'hover-container-needs',
  messages: {
    needs: 'What the pattern needs',
    met: '✓ {need}',
    missing: '✗ missing: {need}',
    missingAt: '✗ missing: {need} · {line}',
    unknown: '? not shown: {need}',
    finding: '✗ {problem} · {line}',
  },
});

const own = containerNeedsMessages;

const MAX_LINES = 5;
const MAX_UNKNOWN = 1;

/**
 * The container's contract as a checklist: what is there, what the manifest does not show, what is missing, and what else
 * is wrong with the container. What a rule reports is missing as its settings and suppressions have it.
 */
export function needLines(place: HoverPlace, container: ContainerView): readonly string[] {
  const findings = findingsAbout(place, container);
  const assessed = assessContract(place.pod, container);
  const inState = (state: NeedState) => assessed.filter(({ assessment }) => assessment.state === state);
  const reported = inState('missing').flatMap((each) => reportedLine(place, each, findings));
  const worthKnowing = inState('missing').flatMap((each) =>
    each.need.rule === undefined ? [place.text(own, 'missing', { need: needText(place, each) })] : [],
  );
  const told = new Set(assessed.map(({ need }) => need.rule));
  const others = findings.filter(({ rule }) => !told.has(rule.id)).map((finding) => findingLine(place, finding));
  const lacks = [...reported, ...[...others, ...worthKnowing].slice(0, Math.max(0, MAX_LINES - 1 - reported.length))];
  const met = inState('met').map((each) => place.text(own, 'met', { need: needText(place, each) }));
  const shown = met.slice(0, Math.max(0, MAX_LINES - lacks.length));
  const open = inState('unknown')
    .slice(0, Math.max(0, Math.min(MAX_UNKNOWN, MAX_LINES - lacks.length - shown.length)))
    .map((each) => place.text(own, 'unknown', { need: needText(place, each) }));
  const lines = [...shown, ...open, ...lacks];
  return lines.length > 0 ? [place.text(own, 'needs'), ...lines] : [];
}

/** The line of a need that a rule reports as missing; none where the finding has been turned off. */
function reportedLine(
  place: HoverPlace,
  assessed: AssessedNeed,
  findings: readonly PlacedFinding[],
): readonly string[] {
  const finding = findings.find(({ rule }) => rule.id === assessed.need.rule);
  if (!finding) return [];
  return [place.text(own, 'missingAt', { need: needText(place, assessed), line: lineOf(place, finding) })];
}

function findingLine(place: HoverPlace, finding: PlacedFinding): string {
  const problem = escaped(findingText(finding, place.translation));
  return place.text(own, 'finding', { problem, line: lineOf(place, finding) });
}

function lineOf(place: HoverPlace, { span, part }: PlacedFinding): string {
  return place.line(shift(span, -part.start));
}

/** Findings on the container's own lines, or that name it; what is only greyed out is no need of the pattern. */
function findingsAbout({ findings, pod }: HoverPlace, { node, name }: ContainerView): readonly PlacedFinding[] {
  const { span: object } = pod.manifest.node;
  return findings.filter(({ span, part, container, unnecessary }) => {
    const start = span.start - part.start;
    if (unnecessary || start < object.start || start > object.end) return false;
    return container === undefined ? node.span.start <= start && start < node.span.end : container === name?.value;
  });
}

/** What a need says, with the names and values of the manifest as code. */
function needText({ translation }: HoverPlace, { need, assessment: { message } }: AssessedNeed): string {
  const args = Object.fromEntries(Object.entries(message.args).map(([name, value]) => [name, code(value)]));
  return textOf(need, { id: message.id, args }, translation);
}
