import type { Evidence, RoleVerdict } from '../../analysis/roles/role.js';
import { evidenceText } from '../evidence-text.js';
import { escaped } from './markdown.js';
import { defineMessages, type HoverPlace } from './topic.js';

export const containerEvidenceMessages = defineMessages({
  id: 'hover-container-evidence',
  messages: {
    why: 'Why',
    whyStrongest: 'Why, the strongest of {count} reasons',
    for: '\\+ {reason} · {line}',
    against: '− {reason} · {line}',
    none: 'Nothing in the manifest speaks for one role or another.',
  },
});

const own = containerEvidenceMessages;

const MAX_FOR = 3;
const MAX_AGAINST = 2;

/** What speaks for the role and against it, strongest first, with the lines where it stands. */
export function evidenceLines(place: HoverPlace, { evidence, against }: RoleVerdict): readonly string[] {
  const reasons = [
    ...evidence.slice(0, MAX_FOR).map((each) => place.text(own, 'for', argsOf(place, each))),
    ...against.slice(0, MAX_AGAINST).map((each) => place.text(own, 'against', argsOf(place, each))),
  ];
  const count = evidence.length + against.length;
  const why =
    reasons.length < count ? place.text(own, 'whyStrongest', { count: String(count) }) : place.text(own, 'why');
  return [why, ...(reasons.length > 0 ? reasons : [place.text(own, 'none')])];
}

function argsOf(place: HoverPlace, evidence: Evidence): Readonly<Record<string, string>> {
  return { reason: escaped(evidenceText(evidence, place.translation)), line: place.line(evidence.span) };
}
