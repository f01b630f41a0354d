import { asMap, entryOf, mapOf } from '../../syntax/access.js';
import { insertEntryBefore, removeEntry, setIn } from '../../syntax/edit.js';
import { lineStart } from '../../syntax/layout.js';
import type { YamlMap } from '../../syntax/nodes.js';
import type { TextEdit } from '../../syntax/span.js';
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
 * Declares a container's role where an override says another one, else in a comment behind its name, or in an annotation
 * where the file can have no comments. Undefined where the layout leaves no room for either.
 */
export function declareRole(
  place: Place,
  container: ContainerView,
  role: Role,
  existing: RoleOverride | undefined,
): TextEdit | undefined {
  const { document } = place.manifest;
  if (existing?.from === 'comment') return { span: existing.value.span, newText: role };
  if (existing) return replaceAt(document, existing.value.span, role);
  return styleOf(document).json ? annotate(place, container, role) : comment(place, container, role);
}

/** Takes an override away, with the blanks before a comment and with its line where nothing else stands there. */
export function removeOverride({ manifest, spec }: Place, { from, span }: RoleOverride): TextEdit | undefined {
  const { document } = manifest;
  const { text } = document;
  if (from === 'comment') {
    const line = lineStart(text, span.start);
    const before = text.slice(line, span.start);
    const next = text.indexOf('\n', span.end);
    if (before.trim() === '' && next >= 0) return { span: { start: line, end: next + 1 }, newText: '' };
    return { span: { start: span.start - (before.length - before.trimEnd().length), end: span.end }, newText: '' };
  }
  for (const metadata of [metadataOf(spec), mapOf(manifest.node, 'metadata')]) {
    const annotations = mapOf(metadata, 'annotations');
    const pair = annotations?.pairs.find(({ keySpan }) => keySpan.start === span.start);
    if (!metadata || !annotations || !pair) continue;
    const whole = metadata.pairs.find(({ key }) => key === 'annotations');
    return annotations.pairs.length > 1
      ? removeEntry(document, annotations, pair)
      : whole && removeEntry(document, metadata, whole);
  }
  return undefined;
}

/** Behind the name, or on a line of its own above the container where that line has a comment already. */
function comment({ manifest }: Place, { name, node }: ContainerView, role: Role): TextEdit | undefined {
  const { document } = manifest;
  const { text } = document;
  if (!name) return undefined;
  const [rest = ''] = /^[^\r\n]*/.exec(text.slice(name.span.end)) ?? [];
  const words = `# ${ROLE_COMMENT} ${role}`;
  if (!rest.includes('#')) {
    const at = name.span.end + rest.trimEnd().length;
    return { span: { start: at, end: name.span.end + rest.length }, newText: ` ${words}` };
  }
  const line = lineStart(text, node.span.start);
  const [indent = ''] = /^[ \t]*/.exec(text.slice(line)) ?? [];
  return { span: { start: line, end: line }, newText: `${indent}${words}${styleOf(document).newline}` };
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

function metadataOf(spec: PodSpecView): YamlMap | undefined {
  return mapOf(templateOf(spec), 'metadata');
}
