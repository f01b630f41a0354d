import { assessContract } from '../../analysis/contracts/contracts.js';
import type { Need } from '../../analysis/contracts/need.js';
import type { ContainerView } from '../../analysis/model/model.js';
import { shift } from '../../syntax/span.js';
import { findingText, type PlacedFinding } from '../diagnostics.js';
import { type MessageOwner, textOf } from '../messages.js';
import { code, escaped } from './markdown.js';
import { defineMessages, type HoverPlace } from './topic.js';

export const containerNeedsMessages = defineMessages({
  id: 'hover-container-needs',
  messages: {
    needs: 'What the pattern needs',
    met: '✓ {check}',
    lacking: '✗ {check}',
    missing: '✗ {problem} · {line}',
  },
});

const own = containerNeedsMessages;

const MAX_LINES = 5;

/**
 * The container's contract as a checklist: what is there, then what is missing. Where a rule reports it, in the rule's
 * words and as its settings and suppressions have it, together with all else that is wrong with the container.
 */
export function needLines(place: HoverPlace, container: ContainerView): readonly string[] {
  const missing = findingsAbout(place, container).map((finding) =>
    place.text(own, 'missing', {
      problem: escaped(findingText(finding, place.translation)),
      line: place.line(shift(finding.span, -finding.part.start)),
    }),
  );
  const told = assessContract(place.pod, container).flatMap(({ need, assessment }) =>
    assessment.state === 'reported'
      ? []
      : [{ state: assessment.state, check: checkText(place, need, assessment.message) }],
  );
  const inState = (state: 'met' | 'missing') => told.filter((each) => each.state === state);
  const lacking = inState('missing').map(({ check }) => place.text(own, 'lacking', { check }));
  const lacks = [...lacking, ...missing].slice(0, MAX_LINES - 1);
  const met = inState('met')
    .slice(0, MAX_LINES - lacks.length)
    .map(({ check }) => place.text(own, 'met', { check }));
  const lines = [...met, ...lacks];
  return lines.length > 0 ? [place.text(own, 'needs'), ...lines] : [];
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

/** What a need says, with the names from the manifest as code. */
function checkText(
  { translation }: HoverPlace,
  need: Need,
  { id, args }: { readonly id: string; readonly args: Readonly<Record<string, string>> },
): string {
  const quoted = Object.entries(args).map(([name, value]) => [name, name === 'port' ? value : code(value)]);
  return textOf(needMessages(need), { id, args: Object.fromEntries(quoted) }, translation);
}

/** The table of a need, for hovers and for tests of translations. */
export function needMessages({ id, messages }: Need): MessageOwner {
  return { id: `need-${id}`, messages };
}
