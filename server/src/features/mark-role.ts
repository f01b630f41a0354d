import { declareRole, removeOverride } from '../analysis/edits/role-override.js';
import type { Message } from '../analysis/message.js';
import type { ContainerView } from '../analysis/model/model.js';
import type { Pod } from '../analysis/pod.js';
import { ROLES, type Role } from '../analysis/roles/role.js';
import { overrideOf, roleOverrides } from '../analysis/roles/role-overrides.js';
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
 * The roles that the container whose name touches `span` could be declared to have, and the removal of what is declared.
 * Only what then has the wanted effect is offered.
 */
export function roleMarksAt(source: SourceDocument, span: Span, translation?: Translation): readonly RoleMark[] {
  return analyzeSource(source).flatMap(({ part, analysis }) =>
    analysis.pods.flatMap((pod) =>
      pod.spec.containers.flatMap((container) => {
        const name = container.name && shift(container.name.span, part.start);
        const touched = name && name.start <= span.end && span.start <= name.end;
        return touched ? marksOf(source, { part, analysis }, pod, container, translation) : [];
      }),
    ),
  );
}

function marksOf(
  source: SourceDocument,
  { part, analysis }: AnalyzedPart,
  pod: Pod,
  container: ContainerView,
  translation?: Translation,
): readonly RoleMark[] {
  const existing = overrideOf(roleOverrides(pod.spec), container);
  const current = pod.verdictOf(container).role;
  const place = {
    part: source.parts.indexOf(part),
    pod: analysis.pods.indexOf(pod),
    container: pod.spec.containers.indexOf(container),
  };
  const title = (message: Message) => textOf(MARK, message, translation);
  const args = { container: container.label };
  const marks = possibleRoles(container).flatMap((role) => {
    const edit = role === current ? undefined : declareRole(pod, container, role, existing);
    if (!edit) return [];
    const edits = [{ span: shift(edit.span, part.start), newText: edit.newText }];
    if (roleAfter(source, edits, place) !== role) return [];
    return [{ title: title({ id: 'mark', args: { ...args, role: roleWord(role, translation) } }), edits }];
  });
  const removal = existing && removeOverride(pod, existing);
  if (!removal) return marks;
  const edits = [{ span: shift(removal.span, part.start), newText: removal.newText }];
  return [...marks, { title: title({ id: 'unmark', args }), edits }];
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
  const pod = analyzeSource(after)[place.part]?.analysis.pods[place.pod];
  const container = pod?.spec.containers[place.container];
  return container && pod.verdictOf(container).role;
}
