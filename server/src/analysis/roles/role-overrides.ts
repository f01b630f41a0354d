import { commentsOf } from '../../syntax/comments.js';
import type { YamlComment, YamlDocument } from '../../syntax/nodes.js';
import { oncePer } from '../../syntax/once-per.js';
import type { Located, Span } from '../../syntax/span.js';
import type { ContainerView, MetadataEntry, PodSpecView } from '../model/model.js';
import { ROLES, type Role } from './role.js';

/** Before a container's name, in the annotation that says its role. */
export const ROLE_ANNOTATION = 'pod-patterns.io/role.';
/** After the comment's `#`. */
export const ROLE_COMMENT = 'pod-patterns-role:';

/** A place where a person says the role of a container. */
export interface RoleOverride {
  /** The annotation's key, or the comment as it is to be written. */
  readonly place: string;
  readonly from: 'comment' | 'annotation';
  /** What is said; need not be a role. */
  readonly value: Located<string>;
  /** The role that is said; undefined where it is none. */
  readonly role: Role | undefined;
  /** The whole comment, or the annotation's key. */
  readonly span: Span;
  /** Undefined where no container of the pod is meant. */
  readonly container: ContainerView | undefined;
}

/**
 * What people say about the roles of a pod's containers, the weightiest first: a comment stands nearest to its container,
 * the pod template's annotations hold for the pods, the object's own are farthest. Of several about one container, the
 * first one with a role counts. Comments that stand at no container of this pod are left out, as they may be another's.
 */
export const roleOverrides = oncePer(readOverrides);

function readOverrides({ manifest, annotations, containers }: PodSpecView): readonly RoleOverride[] {
  const own = manifest.annotations === annotations ? [] : [...manifest.annotations.values()];
  return [
    ...roleComments(manifest.document).flatMap((comment) => fromComment(comment, manifest.document, containers)),
    ...[...annotations.values(), ...own.filter(({ keySpan }) => !holds(annotations, keySpan))].flatMap((entry) =>
      fromAnnotation(entry, containers),
    ),
  ];
}

/** The override that counts for a container: the weightiest that names a role. */
export function overrideOf(overrides: readonly RoleOverride[], container: ContainerView): RoleOverride | undefined {
  return overrides.find((each) => each.container === container && each.role !== undefined);
}

/** Everything that is said about a container, roles or not; the first one with a role counts. */
export function overridesAbout(overrides: readonly RoleOverride[], container: ContainerView): readonly RoleOverride[] {
  return overrides.filter((each) => each.container === container);
}

/** Every comment of a document that means to say a role. */
export function roleComments(document: YamlDocument): readonly YamlComment[] {
  if (!document.text.includes(ROLE_COMMENT)) return [];
  return commentsOf(document).filter(({ value }) => value.trimStart().startsWith(ROLE_COMMENT));
}

/** The role's word in such a comment, empty where it is still to be written. */
function saidIn({ span }: YamlComment, { text }: YamlDocument): Located<string> {
  const after = text.indexOf(ROLE_COMMENT, span.start) + ROLE_COMMENT.length;
  const [, blanks = '', value = ''] = /^([ \t]*)(\S*)/.exec(text.slice(after, span.end)) ?? [];
  const start = after + blanks.length;
  return { value, span: { start, end: start + value.length } };
}

/**
 * The container that has its name, or begins, on the comment's line; else, for a comment with a line of its own, the one
 * that begins on the next line, further comments passed over.
 */
export function containerAtComment(
  { text }: YamlDocument,
  { span }: YamlComment,
  containers: readonly ContainerView[],
): ContainerView | undefined {
  const line = lineStart(text, span.start);
  const begins = (start: number) => containers.find(({ node }) => lineStart(text, node.span.start) === start);
  const here = containers.find(({ name }) => name && lineStart(text, name.span.start) === line) ?? begins(line);
  if (here || !NO_CONTENT.test(text.slice(line, span.start))) return here;
  const next = lineBelowComments(text, span.end);
  return next === undefined ? undefined : begins(next);
}

/** What may stand before a comment that speaks of the line below: indentation, and the dash of an item that begins there. */
const NO_CONTENT = /^\uFEFF?[ \t]*(?:-[ \t]+)*$/;

/** Start of the first line after that of `offset` that is no comment. */
function lineBelowComments(text: string, offset: number): number | undefined {
  for (let end = text.indexOf('\n', offset); end >= 0; end = text.indexOf('\n', end + 1)) {
    if (!/^[ \t]*#/.test(text.slice(end + 1, end + 1 + MAX_INDENT))) return end + 1;
  }
  return undefined;
}

/** Nothing is indented more deeply; keeps the look at every line short. */
const MAX_INDENT = 200;

function fromComment(
  comment: YamlComment,
  document: YamlDocument,
  containers: readonly ContainerView[],
): readonly RoleOverride[] {
  const container = containerAtComment(document, comment, containers);
  if (!container) return [];
  const value = saidIn(comment, document);
  const role = roleNamed(value.value);
  return [{ place: `# ${ROLE_COMMENT} ${value.value}`, from: 'comment', value, role, span: comment.span, container }];
}

function fromAnnotation(
  { key, keySpan, value, span }: MetadataEntry,
  containers: readonly ContainerView[],
): readonly RoleOverride[] {
  if (!key.startsWith(ROLE_ANNOTATION)) return [];
  const name = key.slice(ROLE_ANNOTATION.length);
  const container = containers.find((each) => each.name?.value === name);
  return [
    { place: key, from: 'annotation', value: { value, span }, role: roleNamed(value.trim()), span: keySpan, container },
  ];
}

/** A Pod's own annotations are those of its template as well. */
function holds(annotations: ReadonlyMap<string, MetadataEntry>, { start }: Span): boolean {
  return [...annotations.values()].some(({ keySpan }) => keySpan.start === start);
}

function roleNamed(text: string): Role | undefined {
  return ROLES.find((role) => role === text);
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}
