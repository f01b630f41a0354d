import type { ContainerView, PodSpecView, VolumeView } from '../model/model.js';
import { mounts } from './shared-volumes.js';

/** An emptyDir of the pod spec by name: nobody outside the pod can see its files. */
export function emptyDirNamed({ volumes }: PodSpecView, name: string): VolumeView | undefined {
  return volumes.find((volume) => volume.name.value === name && volume.source === 'emptyDir' && volume.inPodSpec);
}

/** Whether a container that starts after this one, or runs beside it, mounts the volume. */
export function isMountedLater({ containers }: PodSpecView, own: ContainerView, volume: VolumeView): boolean {
  return containers.slice(containers.indexOf(own) + 1).some((each) => mounts(each, volume));
}
