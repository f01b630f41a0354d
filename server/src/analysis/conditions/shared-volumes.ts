import type { ContainerView, PodSpecView, VolumeMount, VolumeView } from '../model/model.js';
import { liesIn } from './followed-files.js';

/** Volumes that the API server fills: nothing passes through them from one container to another. */
const FILLED_BY_THE_API: ReadonlySet<string> = new Set(['configMap', 'secret', 'downwardAPI', 'projected', 'image']);

/** A mount with the volume that it shows. */
export interface VisibleVolume {
  readonly mount: VolumeMount;
  readonly volume: VolumeView;
}

/** The volumes that a container mounts and that can pass files: none that the API server fills. */
export function passingVolumes({ volumes }: PodSpecView, { mounts }: ContainerView): readonly VisibleVolume[] {
  return mounts.flatMap((mount) => {
    const volume = volumes.find(({ name }) => name.value === mount.name.value);
    return volume && !FILLED_BY_THE_API.has(volume.source) ? [{ mount, volume }] : [];
  });
}

/** Whether files can come from elsewhere: another container mounts the volume, or it outlives the pod. */
export function isFedFromElsewhere(
  { containers }: PodSpecView,
  own: ContainerView,
  { volume }: VisibleVolume,
): boolean {
  return volume.source !== 'emptyDir' || containers.some((each) => each !== own && mounts(each, volume));
}

export function mounts(container: ContainerView, { name }: VolumeView): boolean {
  return container.mounts.some((mount) => mount.name.value === name.value);
}

/** The mount that a path lies in; the deepest one. */
export function mountAt(container: ContainerView, path: string): VolumeMount | undefined {
  return container.mounts
    .filter(({ mountPath }) => mountPath && liesIn(path, mountPath.value))
    .toSorted((a, b) => (b.mountPath?.value.length ?? 0) - (a.mountPath?.value.length ?? 0))[0];
}
