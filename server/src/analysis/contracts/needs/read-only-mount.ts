import { volumeUses } from '../../facts/volume-uses.js';
import type { DataFlow } from '../../flows/flow.js';
import type { ContainerView, VolumeView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineNeed, met, missing } from '../need.js';

export const readOnlyMount = defineNeed({
  id: 'read-only-mount',
  title: 'A read-only mount of what it only reads',
  why: "`readOnly: true` says who writes and who reads, and a helper cannot damage the main container's files by mistake.",
  messages: {
    met: 'mounts {volume} read-only',
    writable: 'a read-only mount of {volume}, which it only reads',
  },
  assess(pod, container) {
    const read = pod.flows.find(({ to, directed, via }) => to === container && directed && via.kind === 'volume');
    const volume = read && volumeOf(read);
    // Who keeps a state of its own in the volume writes there as well.
    if (!read || !volume || pod.flows.some((flow) => flow.from === container && volumeOf(flow) === volume)) return [];
    const args = { volume: volume.name.value };
    const [, span] = read.spans;
    return [isReadOnly(pod, container, volume) ? met('met', args, span) : missing('writable', args, span)];
  },
});

function volumeOf({ via }: DataFlow): VolumeView | undefined {
  return via.kind === 'volume' ? via.volume : undefined;
}

function isReadOnly({ spec }: Pod, container: ContainerView, { name }: VolumeView): boolean {
  return volumeUses(spec, name.value)
    .filter((use) => use.container === container)
    .every(({ readOnly }) => readOnly);
}
