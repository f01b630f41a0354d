import type { PodSpecView, VolumeView } from '../model/model.js';

/** An emptyDir of the pod spec by name: nobody outside the pod can see its files. */
export function emptyDirNamed({ volumes }: PodSpecView, name: string): VolumeView | undefined {
  return volumes.find((volume) => volume.name.value === name && volume.source === 'emptyDir' && volume.inPodSpec);
}
