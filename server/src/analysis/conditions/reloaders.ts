import { programOf } from '../commands/program.js';
import type { DataFlow } from '../flows/flow.js';
import type { ContainerView, VolumeMount } from '../model/model.js';
import type { Pod } from '../pod.js';
import { liesIn } from './followed-files.js';

/** Flags whose files are for the reloader itself, or are what it writes. */
const OWN_FILES = /^--?[\w.-]*(?:web|tls|cert|key|token|log|envsubst|output|out)\b/;

/** Whether a container watches files for another one and tells it of changes. */
export function isReloader({ verdictOf }: Pod, container: ContainerView): boolean {
  const { function: purpose, certainty } = verdictOf(container);
  return purpose === 'config-reloader' && certainty !== 'low';
}

/** The mounts of a reloader that lie in what its command or arguments name as something to watch, or hold it. */
export function watchedMounts(reloader: ContainerView): readonly VolumeMount[] {
  const words = programOf(reloader).words.filter(({ value }) => !OWN_FILES.test(value));
  const watched = words.flatMap(({ value }) => value.match(/\/[\w.@/-]*[\w@-]/g) ?? []);
  return reloader.mounts.filter(({ mountPath }) => {
    const place = mountPath?.value;
    return place !== undefined && watched.some((path) => liesIn(path, place) || liesIn(place, path));
  });
}

/** How it reaches those whom it tells, by an address or by a signal; empty where the manifest does not show it. */
export function reloadFlows(pod: Pod, reloader: ContainerView): readonly DataFlow[] {
  return pod.flows.filter(({ from, via }) => from === reloader && via.kind !== 'volume');
}
