import type { Pod } from '../analysis/pod.js';
import { ROLES, type Role } from '../analysis/roles/role.js';
import { ROLE_ANNOTATION, ROLE_COMMENT } from '../analysis/roles/role-overrides.js';
import { rules } from '../analysis/rules/index.js';
import { commentsOf } from '../syntax/comments.js';
import { lineEnd, lineStart } from '../syntax/layout.js';
import type { SourceDocument } from '../syntax/source.js';
import type { Span } from '../syntax/span.js';
import { type AnalyzedPart, analyzedPartAt } from './analyzed-source.js';
import { type MessageOwner, type Translation, textOf } from './messages.js';
import { ruleTitle } from './rule-text.js';

const COMPLETION = {
  id: 'completion',
  messages: {
    main: 'What the Pod exists for',
    sidecar: 'Extends or enhances main',
    ambassador: "Takes charge of main's connections to the world",
    adapter: "Gives main's output a standard form for the outside",
    init: 'Prepares something and ends',
    role: 'Declares the role of a container',
    nextLine: 'Turns rules off for the next line',
    line: 'Turns rules off for this line',
    file: 'Turns rules off for this file',
    container: 'Only for findings about one container',
    default: 'default',
  } satisfies Record<Role, string> & Readonly<Record<string, string>>,
};

/** What is said beside a text that is offered. */
export const completionMessages: MessageOwner = COMPLETION;

/** A text that may stand at the cursor. */
export interface Completion {
  readonly label: string;
  readonly detail: string;
  /** What it replaces; counts from the file's start. */
  readonly span: Span;
  /** Whether more is to be chosen behind it. */
  readonly goesOn: boolean;
}

const DIRECTIVES = [
  [`${ROLE_COMMENT} `, 'role'],
  ['pod-patterns-disable-next-line ', 'nextLine'],
  ['pod-patterns-disable-line ', 'line'],
  ['pod-patterns-disable-file ', 'file'],
] as const;

const STARTED_DIRECTIVE = /#[ \t]*([\w-]*)$/;
const STARTED_ROLE = new RegExp(`${ROLE_COMMENT}[ \\t]*(\\w*)$`);
const STARTED_RULES = /pod-patterns-disable-(?:next-line|line|file)[ \t]+(?:.*[ \t,])?([\w-]*)$/;
/** Behind it stands a reason, in words that are nobody's business. */
const STARTED_REASON = /pod-patterns-disable-.*[ \t]--(?:[ \t]|$)/;
const STARTED_CONTAINER = /pod-patterns-disable-(?:next-line|line|file)[ \t].*\bcontainer=([\w.-]*)$/;
const STARTED_ANNOTATION = /^[ \t]*(["']?)(pod[\w./-]*)$/;
const STARTED_ANNOTATION_VALUE = new RegExp(
  `^[ \\t]*["']?${escaped(ROLE_ANNOTATION)}([\\w.-]*)["']?:[ \\t]+["']?(\\w*)$`,
);

/**
 * What Pod Patterns itself has to say at a place: roles and rules in its comments and annotations. Empty anywhere else,
 * as manifests have better helpers for the rest. Unless somebody has `asked`, a comment has to begin as one of ours: most do
 * not, and nobody wants a list there.
 */
export function completionsAt(
  source: SourceDocument,
  offset: number,
  { asked, translation }: { readonly asked: boolean; readonly translation?: Translation | undefined },
): readonly Completion[] {
  const analyzed = analyzedPartAt(source, offset);
  if (!analyzed) return [];
  const { part } = analyzed;
  const { text } = part.document;
  const at = offset - part.start;
  const before = text.slice(lineStart(text, at), at);
  if (!before.includes(asked ? 'pod' : 'pod-patterns') && !(asked && STARTED_DIRECTIVE.test(before))) return [];
  const place: Place = { analyzed, offset, at, before, say: (id) => textOf(COMPLETION, { id, args: {} }, translation) };
  return isInComment(place) ? inComment(place, translation) : inAnnotations(place);
}

interface Place {
  readonly analyzed: AnalyzedPart;
  /** In the file. */
  readonly offset: number;
  /** In the document. */
  readonly at: number;
  /** The line up to the cursor. */
  readonly before: string;
  say(id: keyof typeof COMPLETION.messages): string;
}

function isInComment({ analyzed, at }: Place): boolean {
  return commentsOf(analyzed.part.document).some(({ span }) => span.start < at && at <= span.end);
}

function inComment(place: Place, translation?: Translation): readonly Completion[] {
  const { before, analyzed, say } = place;
  if (STARTED_REASON.test(before)) return [];
  const role = STARTED_ROLE.exec(before);
  if (role) return rolesAt(place, role[1], containerOnLine(place)?.lifecycle === 'init');
  const container = STARTED_CONTAINER.exec(before);
  if (container) {
    const names = analyzed.analysis.pods.flatMap(({ spec }) =>
      spec.containers.flatMap(({ name }) => name?.value ?? []),
    );
    return [...new Set(names)].map((name) => item(place, name, say('container'), container[1]));
  }
  const listed = STARTED_RULES.exec(before);
  if (listed) {
    return [
      ...rules
        .filter(({ id }) => !before.includes(`${id},`) && !before.includes(`${id} `))
        .map((rule) => item(place, rule.id, ruleTitle(rule, translation), listed[1])),
      item(place, 'container=', say('container'), listed[1], true),
    ];
  }
  const started = STARTED_DIRECTIVE.exec(before);
  return started ? DIRECTIVES.map(([label, id]) => item(place, label, say(id), started[1], true)) : [];
}

function inAnnotations(place: Place): readonly Completion[] {
  const value = STARTED_ANNOTATION_VALUE.exec(place.before);
  if (value)
    return rolesAt(place, value[2], containerNamed(place.analyzed.analysis.pods, value[1])?.lifecycle === 'init');
  const key = STARTED_ANNOTATION.exec(place.before);
  if (!key || !isBelowAnnotations(place)) return [];
  const names = place.analyzed.analysis.pods.flatMap(({ spec }) =>
    spec.containers
      .flatMap(({ name }) => name?.value ?? [])
      .filter((name) => !spec.annotations.has(ROLE_ANNOTATION + name)),
  );
  // A key that is quoted, or has its colon, needs none.
  const { text } = place.analyzed.part.document;
  const isAlone = key[1] === '' && text.slice(place.at, lineEnd(text, place.at)).trim() === '';
  return [...new Set(names)].map((name) =>
    item(place, `${ROLE_ANNOTATION}${name}${isAlone ? ': ' : ''}`, place.say('role'), key[2], isAlone),
  );
}

/** Whether the key above, with less indentation, is `annotations`. */
function isBelowAnnotations({ analyzed, at, before }: Place): boolean {
  const lines = analyzed.part.document.text.slice(0, at).split('\n').slice(0, -1);
  const indent = indentOf(before);
  const above = lines.findLast((line) => line.trim() !== '' && !line.trim().startsWith('#') && indentOf(line) < indent);
  return above !== undefined && /^[ \t-]*["']?annotations["']?:[ \t]*(?:\{[ \t]*)?\r?$/.test(above);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function rolesAt(place: Place, started: string | undefined, ends: boolean): readonly Completion[] {
  return ROLES.filter((role) => (role === 'init') === ends).map((role) => item(place, role, place.say(role), started));
}

function containerOnLine({ analyzed, at }: Place) {
  const { text } = analyzed.part.document;
  const line = lineStart(text, at);
  const next = text.indexOf('\n', at) + 1;
  return analyzed.analysis.pods
    .flatMap(({ spec }) => spec.containers)
    .find(({ name, node }) =>
      [name?.span.start, node.span.start].some(
        (start) => start !== undefined && [line, next].includes(lineStart(text, start)),
      ),
    );
}

function containerNamed(pods: readonly Pod[], name: string | undefined) {
  return pods.flatMap(({ spec }) => spec.containers).find((each) => each.name?.value === name);
}

function item(
  { offset }: Place,
  label: string,
  detail: string,
  started: string | undefined,
  goesOn = false,
): Completion {
  return { label, detail, span: { start: offset - (started?.length ?? 0), end: offset }, goesOn };
}

function escaped(text: string): string {
  return text.replaceAll('.', '\\.');
}
