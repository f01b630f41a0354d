import { type VolumeUse, volumeUses } from '../../analysis/facts/volume-uses.js';
import type { VolumeView } from '../../analysis/model/model.js';
import { mapOf, stringOf } from '../../syntax/access.js';
import type { Span } from '../../syntax/span.js';
import { touches } from '../../syntax/span.js';
import { onPair } from './cursor.js';
import { code } from './markdown.js';
import { defineMessages, type HoverAnswer, type HoverPlace } from './topic.js';

export const volumeMessages = defineMessages({
  id: 'hover-volume',
  messages: {
    volume: '**Volume** {name} · {source}',
    volumeOf: '**Volume** {name} · {source} {object}',
    emptyDir: 'Empty when the Pod starts and gone with it; it outlives restarts of its containers.',
    memory:
      'Empty when the Pod starts and gone with it. It is kept in memory, and its files count toward the memory limits.',
    configMap: 'Files from a ConfigMap, for reading only. Changes arrive after a while, except under subPath.',
    secret:
      'Files from a Secret, for reading only, kept in memory. Changes arrive after a while, except under subPath.',
    projected: 'Files from several sources in one place, for reading only.',
    downwardAPI: 'Files with facts about the Pod itself, for reading only.',
    persistentVolumeClaim: 'Storage behind a claim: it outlives the Pod, and every replica asks for the same claim.',
    volumeClaimTemplate:
      'Storage of its own for each Pod of the StatefulSet; it outlives the Pod and comes back to its successor.',
    ephemeral: 'Storage behind a claim that is made with the Pod and deleted with it.',
    hostPath:
      'A place on the node: it outlives the Pod, is shared by all who mount it there, and differs from node to node.',
    image: 'Files of an image, for reading only.',
    other: 'Storage that a driver or another system provides.',
    unknown: 'The Pod has no volume {name}.',
    known: 'It has {names}.',
    mount: '{container} has it at {path}, {access} · {line}',
    mountPart: '{container} has {part} of it at {path}, {access} · {line}',
    device: '{container} has it as block device {path} · {line}',
    noPath: '(no path yet)',
    readOnly: 'read-only',
    readWrite: 'for reading and writing',
    unused: 'No container mounts it.',
    flow: '{from} writes what {to} reads.',
    more: 'And {count} more.',
  },
});

const own = volumeMessages;

const MAX_USES = 6;
const SOURCES = [
  'emptyDir',
  'configMap',
  'secret',
  'projected',
  'downwardAPI',
  'persistentVolumeClaim',
  'volumeClaimTemplate',
  'ephemeral',
  'hostPath',
  'image',
] as const;

/** A volume, at its entry's name and wherever a container names it: what it is, how long it lives, and who has it where. */
export function volumeTopic(place: HoverPlace): HoverAnswer | undefined {
  const found = volumeAt(place);
  if (!found) return undefined;
  const { name, span } = found;
  const uses = volumeUses(place.pod.spec, name);
  const volume = place.pod.spec.volumes.find((each) => each.name.value === name);
  const title = volume ? [titleText(place, volume), lifetimeText(place, volume)] : unknownLines(place, name);
  return { span, sections: [title, useLines(place, uses), flowLines(place, name)] };
}

function volumeAt({ pod, offset }: HoverPlace): { readonly name: string; readonly span: Span } | undefined {
  for (const { name, node, inPodSpec } of pod.spec.volumes) {
    const span = onPair(inPodSpec ? node : mapOf(node, 'metadata'), 'name', offset);
    if (span) return { name: name.value, span };
  }
  for (const { mounts, devices } of pod.spec.containers) {
    for (const { name, node } of [...mounts, ...devices]) {
      const span = onPair(node, 'name', offset) ?? (touches(name.span, offset) ? name.span : undefined);
      if (span) return { name: name.value, span };
    }
  }
  return undefined;
}

function titleText(place: HoverPlace, { name, source, object }: VolumeView): string {
  const args = { name: code(name.value), source: code(source) };
  return object
    ? place.text(own, 'volumeOf', { ...args, object: code(object.value) })
    : place.text(own, 'volume', args);
}

function lifetimeText(place: HoverPlace, { source, node }: VolumeView): string {
  if (source === 'emptyDir' && stringOf(mapOf(node, 'emptyDir'), 'medium')?.value === 'Memory')
    return place.text(own, 'memory');
  return place.text(own, SOURCES.find((each) => each === source) ?? 'other');
}

function unknownLines(place: HoverPlace, name: string): readonly string[] {
  const names = place.pod.spec.volumes.slice(0, MAX_USES).map((volume) => code(volume.name.value));
  const unknown = place.text(own, 'unknown', { name: code(name) });
  return names.length > 0 ? [unknown, place.text(own, 'known', { names: names.join(', ') })] : [unknown];
}

function useLines(place: HoverPlace, uses: readonly VolumeUse[]): readonly string[] {
  if (uses.length === 0) return [place.text(own, 'unused')];
  const lines = uses.slice(0, MAX_USES).map((use) => useText(place, use));
  return uses.length > MAX_USES
    ? [...lines, place.text(own, 'more', { count: String(uses.length - MAX_USES) })]
    : lines;
}

function useText(place: HoverPlace, { container, as, path, readOnly, subPath, span }: VolumeUse): string {
  const args = {
    container: code(container.label),
    path: path === undefined ? place.text(own, 'noPath') : code(path),
    access: place.text(own, readOnly ? 'readOnly' : 'readWrite'),
    line: place.line(span),
  };
  if (as === 'device') return place.text(own, 'device', args);
  return subPath ? place.text(own, 'mountPart', { ...args, part: code(subPath) }) : place.text(own, 'mount', args);
}

/** Who writes for whom, where the manifest shows it. */
function flowLines({ pod, text }: HoverPlace, name: string): readonly string[] {
  return pod.flows
    .filter(({ via, directed }) => directed && via.kind === 'volume' && via.volume.name.value === name)
    .slice(0, 3)
    .map(({ from, to }) => text(own, 'flow', { from: code(from.label), to: code(to.label) }));
}
