import { defineNeed } from '../need.js';
import { mountsReadOnly } from './connection.js';

/** Who only reads what another container writes cannot damage it where the mount is read-only. */
export const readOnlyMount = defineNeed({
  id: 'read-only-mount',
  rule: undefined,
  messages: {
    met: 'mounts {volume} read-only',
    writable: 'mounts {volume} so that it could write there, though it only reads',
  },
  assess(pod, container) {
    const read = pod.flows.find(({ to, via, directed }) => to === container && directed && via.kind === 'volume');
    if (read?.via.kind !== 'volume') return [];
    // Who keeps a state of his own in the volume writes there as well.
    const writes = pod.flows.some(
      ({ from, via }) =>
        from === container && via.kind === 'volume' && via.volume === (read.via.kind === 'volume' && read.via.volume),
    );
    if (writes) return [];
    const volume = read.via.volume.name.value;
    return mountsReadOnly(pod, container, volume)
      ? [{ state: 'met', message: { id: 'met', args: { volume } } }]
      : [{ state: 'missing', span: read.spans[1], message: { id: 'writable', args: { volume } } }];
  },
});
