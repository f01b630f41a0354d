import { asMap, entryOf, mapOf } from '../../syntax/access.js';
import { insertEntryBefore, removeEntry, setIn } from '../../syntax/edit.js';
import { lineEnd, lineStart } from '../../syntax/layout.js';
import type { YamlDocument, YamlMap } from '../../syntax/nodes.js';
import type { Span, TextEdit } from '../../syntax/span.js';
import { styleOf } from '../../syntax/write.js';
import type { ContainerView, Manifest, PodSpecView } from '../model/model.js';
import { childOf } from '../model/pod-spec-paths.js';
import type { Role } from '../roles/role.js';
import { ROLE_ANNOTATION, ROLE_COMMENT, type RoleOverride } from '../roles/role-overrides.js';
import { replaceAt } from './scalar.js';

/** What the edits need to know of a pod. */
interface Place {
  readonly manifest: Manifest;
  readonly spec: PodSpecView;
}

/**
 * Edits that declare a container's role, the tidiest first: where an override says another one, it is changed and there
 * is no other way; else a comment behind the name, one above the container, or an annotation. Whether one has the wanted
 * effect depends on what else stands on its line. None where the layout leaves no room.
 */
export function declarationsOf(
  place: Place,
  container: ContainerView,
  role: Role,
  existing: RoleOverride | undefined,
): readonly TextEdit[] {
  const { document } = place.manifest;
  const words = `${ROLE_COMMENT} ${role}`;
  const comments = () => [commentBehind(document, container, words), commentAbove(document, container, words)];
  const ways = existing
    ? [changeOverride(document, existing, role)]
    : [...(styleOf(document).json ? [] : comments()), annotate(place, container, role)];
  return ways.filter((edit) => edit !== undefined);
}

/** Puts another word in the place of the one that is said; undefined for a block scalar. */
export function changeOverride(
  document: YamlDocument,
  { from, value: { value, span } }: RoleOverride,
  word: string,
): TextEdit | undefined {
  if (from === 'annotation') return replaceAt(document, span, word);
  const isMissing = value === '' && document.text[span.start - 1] === ':';
  return { span, newText: isMissing ? ` ${word}` : word };
}

/** Takes an override away: a comment with the blanks before it, and whatever would be left empty. */
export function removeOverride({ manifest, spec }: Place, { from, span }: RoleOverride): TextEdit | undefined {
  const { document } = manifest;
  if (from === 'comment') return removeComment(document, span);
  const homes = [templateOf(spec), manifest.node].filter((home) => home !== undefined);
  for (const home of homes) {
    const metadata = mapOf(home, 'metadata');
    const annotations = mapOf(metadata, 'annotations');
    const pair = annotations?.pairs.find(({ keySpan }) => keySpan.start === span.start);
    if (!metadata || !annotations || !pair) continue;
    if (annotations.pairs.length > 1) return removeEntry(document, annotations, pair);
    return removeKey(document, metadata, 'annotations') ?? removeKey(document, home, 'metadata');
  }
  return undefined;
}

/** Undefined where it is the only one of its map, or an anchor or merge key stands in the way. */
function removeKey(document: YamlDocument, map: YamlMap, key: string): TextEdit | undefined {
  const pair = map.pairs.find((each) => each.key === key);
  return pair && removeEntry(document, map, pair);
}

/** A comment with the blanks before it, and with its line where nothing else stands there. */
export function removeComment({ text }: YamlDocument, { start, end }: Span): TextEdit {
  const line = lineStart(text, start);
  const before = text.slice(line, start);
  const next = text.indexOf('\n', end);
  if (before.trim() === '' && next >= 0) return { span: { start: line, end: next + 1 }, newText: '' };
  return { span: { start: start - (before.length - before.trimEnd().length), end }, newText: '' };
}

/** A comment behind all that stands on the name's line; undefined where that has one already. */
export function commentBehind({ text }: YamlDocument, { name }: ContainerView, words: string): TextEdit | undefined {
  if (!name) return undefined;
  const end = lineEnd(text, name.span.end);
  const rest = text.slice(name.span.end, end);
  if (rest.includes('#')) return undefined;
  const start = name.span.end + rest.trimEnd().length;
  return { span: { start, end }, newText: ` # ${words}` };
}

/** A comment on a line of its own above that where the container begins. */
export function commentAbove(document: YamlDocument, { node }: ContainerView, words: string): TextEdit {
  const line = lineStart(document.text, node.span.start);
  const [indent = ''] = /^[ \t]*/.exec(document.text.slice(line)) ?? [];
  return {
    span: { start: line, end: line },
    newText: `${indent}# ${words}${styleOf(document).newline}`,
  };
}

function annotate({ manifest, spec }: Place, { name }: ContainerView, role: Role): TextEdit | undefined {
  const template = templateOf(spec);
  if (!name || !template) return undefined;
  const key = `${ROLE_ANNOTATION}${name.value}`;
  if (!entryOf(template, 'metadata')) {
    return insertEntryBefore(manifest.document, template, 'spec', 'metadata', { annotations: { [key]: role } });
  }
  return setIn(manifest.document, template, ['metadata', 'annotations', key], role);
}

/** The pod template, or the Pod itself. */
function templateOf(spec: PodSpecView): YamlMap | undefined {
  return asMap(spec.path.slice(0, -1).reduce(childOf, asMap(spec.manifest.document.root)));
}
