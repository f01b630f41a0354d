import { declarationsOf, removeOverride } from '../analysis/edits/role-override.js';
import type { ContainerView } from '../analysis/model/model.js';
import type { Pod } from '../analysis/pod.js';
import { ROLES, type Role } from '../analysis/roles/role.js';
import { overrideOf, overridesAbout, roleOverrides } from '../analysis/roles/role-overrides.js';
import { applyEdits } from '../syntax/edit.js';
import { openSource, type SourceDocument, textOf as textOfSource } from '../syntax/source.js';
import { type Span, shift, type TextEdit } from '../syntax/span.js';
import { type AnalyzedPart, analyzeSource } from './analyzed-source.js';
import { type MessageOwner, type Translation, textOf } from './messages.js';
import { roleWord } from './role-label.js';

const MARK = {
  id: 'mark-role',
  messages: {
    mark: "Mark '{container}' as {role}",
    unmark: "Remove the declared role of '{container}'",
  },
};

/** The table of this file, for tests of translations. */
export const markRoleMessages: MessageOwner = MARK;

/** A way to say what a container is for, or no longer to say it. Spans count from the file's start. */
export interface RoleMark {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/**
 * The roles that the container whose name (`name: cache`) touches `span` could be declared to have, and the removal of
 * what is declared. Only what then has the wanted effect is offered, and nothing where several containers are selected.
 */
export function roleMarksAt(source: SourceDocument, span: Span, translation?: Translation): readonly RoleMark[] {
  const touched = analyzeSource(source).flatMap((analyzed) =>
    analyzed.analysis.pods.flatMap((pod) =>
      pod.spec.containers.flatMap((container) => {
        const named = nameOf(container);
        const place = named && shift(named, analyzed.part.start);
        return place && place.start <= span.end && span.start <= place.end ? [{ analyzed, pod, container, place }] : [];
      }),
    ),
  );
  // An alias shows one container in several pods: then the first one speaks for all.
  const [first, ...others] = touched;
  if (!first || others.some(({ place }) => place.start !== first.place.start)) return [];
  return marksOf(source, first.analyzed, first.pod, first.container, translation);
}

/** From the key to the end of the name. */
function nameOf({ node, name }: ContainerView): Span | undefined {
  const key = node.pairs.find((pair) => pair.key === 'name')?.keySpan.start;
  return name && { start: Math.min(key ?? name.span.start, name.span.start), end: name.span.end };
}

function marksOf(
  source: SourceDocument,
  { part, analysis }: AnalyzedPart,
  pod: Pod,
  container: ContainerView,
  translation?: Translation,
): readonly RoleMark[] {
  const overrides = overridesAbout(roleOverrides(pod.spec), container);
  const existing = overrideOf(overrides, container) ?? overrides[0];
  const current = pod.verdictOf(container).role;
  const place = {
    part: source.parts.indexOf(part),
    pod: analysis.pods.indexOf(pod),
    container: pod.spec.containers.indexOf(container),
  };
  const placed = ({ span, newText }: TextEdit) => [{ span: shift(span, part.start), newText }];
  const args = { container: container.label };
  const marks = possibleRoles(container).flatMap((role) => {
    const ways = role === current ? [] : declarationsOf(pod, container, role, existing).map(placed);
    const edits = ways.find((way) => roleAfter(source, way, place) === role);
    const message = { id: 'mark', args: { ...args, role: roleWord(role, translation) } };
    return edits ? [{ title: textOf(MARK, message, translation), edits }] : [];
  });
  const removal = existing && removeOverride(pod, existing);
  return removal
    ? [...marks, { title: textOf(MARK, { id: 'unmark', args }, translation), edits: placed(removal) }]
    : marks;
}

/** What runs to completion is an init container and nothing else is, whatever anybody says. */
function possibleRoles({ lifecycle }: ContainerView): readonly Role[] {
  return lifecycle === 'init' ? [] : ROLES.filter((role) => role !== 'init');
}

interface Place {
  readonly part: number;
  readonly pod: number;
  readonly container: number;
}

function roleAfter(source: SourceDocument, edits: readonly TextEdit[], place: Place): Role | undefined {
  const after = openSource(source.uri, source.version, applyEdits(textOfSource(source), edits), source);
  const part = analyzeSource(after)[place.part];
  const pod = part?.analysis.pods[place.pod];
  const container = pod?.spec.containers[place.container];
  const broken = (part?.part.document.problems.length ?? 0) > (source.parts[place.part]?.document.problems.length ?? 0);
  return container && !broken ? pod.verdictOf(container).role : undefined;
}
