import { asMap, mapOf } from '../../syntax/access.js';
import { commentsOf } from '../../syntax/comments.js';
import { insertEntry, insertEntryBefore, removeEntry, setIn } from '../../syntax/edit.js';
import type { YamlDocument, YamlMap } from '../../syntax/nodes.js';
import type { Span, TextEdit } from '../../syntax/span.js';
import type { MetadataEntry } from '../model/model.js';
import { childOf } from '../model/pod-spec-paths.js';
import type { Pod } from '../pod.js';

/**
 * Moves labels or annotations from a workload's own metadata to that of its pod template. Undefined in the result where
 * they cannot be moved as they are, or a comment would be lost.
 */
export function moveToTemplate(
  { manifest, spec }: Pod,
  list: 'labels' | 'annotations',
  entries: readonly MetadataEntry[],
): readonly (TextEdit | undefined)[] {
  const { document } = manifest;
  const metadata = mapOf(manifest.node, 'metadata');
  const template = asMap(spec.path.slice(0, -1).reduce(childOf, asMap(document.root)));
  if (!metadata || !template) return [undefined];
  const removed = removals(document, metadata, list, entries);
  if (removed.some((edit) => edit && hasComment(document, edit.span))) return [undefined];
  return [...removed, ...additions(document, template, list, entries)];
}

/** Adds an annotation to the pod template, or to the Pod itself. */
export function addAnnotation(
  { manifest: { document }, spec }: Pod,
  key: string,
  value: string,
): readonly (TextEdit | undefined)[] {
  const template = asMap(spec.path.slice(0, -1).reduce(childOf, asMap(document.root)));
  return template ? additions(document, template, 'annotations', [{ key, value }]) : [undefined];
}

/** With its last entry, the map goes as well. */
function removals(
  document: YamlDocument,
  metadata: YamlMap,
  list: string,
  entries: readonly MetadataEntry[],
): readonly (TextEdit | undefined)[] {
  const map = mapOf(metadata, list);
  const whole = metadata.pairs.find(({ key }) => key === list);
  if (!map || !whole) return [undefined];
  if (map.pairs.length === entries.length) return [removeEntry(document, metadata, whole)];
  return entries.map(({ keySpan }) => {
    const pair = map.pairs.find((each) => each.keySpan.start === keySpan.start);
    return pair && removeEntry(document, map, pair);
  });
}

function hasComment(document: YamlDocument, { start, end }: Span): boolean {
  return commentsOf(document).some(({ span }) => start <= span.start && span.end <= end);
}

function additions(
  document: YamlDocument,
  template: YamlMap,
  list: string,
  entries: readonly Pick<MetadataEntry, 'key' | 'value'>[],
): readonly (TextEdit | undefined)[] {
  const data = Object.fromEntries(entries.map(({ key, value }) => [key, value]));
  if (!template.pairs.some(({ key }) => key === 'metadata'))
    return [insertEntryBefore(document, template, 'spec', 'metadata', { [list]: data })];
  const map = mapOf(mapOf(template, 'metadata'), list);
  if (!map || map.pairs.length === 0) return [setIn(document, template, ['metadata', list], data)];
  return entries.map(({ key, value }) => insertEntry(document, map, key, value));
}
