import { runningContainers } from '../../conditions/workload.js';
import { defineNeed, met } from '../need.js';

/** Volumes that the API server fills; through any other one files pass, which the shared volume tells. */
const FILLED_BY_THE_API: ReadonlySet<string> = new Set(['configMap', 'secret', 'projected']);

export const watchedFiles = defineNeed({
  id: 'watched-files',
  title: 'The same files as the container that uses them',
  why: 'A reloader watches the ConfigMap, Secret or folder that the other container reads, so both mount it.',
  messages: { mounts: 'mounts {volume}, as {other} does' },
  assess({ spec }, container) {
    for (const mount of container.mounts) {
      const volume = spec.volumes.find(({ name }) => name.value === mount.name.value);
      if (!volume || !FILLED_BY_THE_API.has(volume.source)) continue;
      for (const other of runningContainers(spec)) {
        const theirs =
          other === container ? undefined : other.mounts.find(({ name }) => name.value === mount.name.value);
        const args = { volume: mount.name.value, other: other.label };
        if (theirs) return [met('mounts', args, mount.name.span, theirs.name.span)];
      }
    }
    return [];
  },
});
