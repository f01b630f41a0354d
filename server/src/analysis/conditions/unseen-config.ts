import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';

/** Whether a container mounts a Secret, or a ConfigMap that stands in no file at hand, either of which may set anything. */
export function hasUnseenConfig({ spec, configMaps }: Pod, { mounts }: ContainerView): boolean {
  return mounts.some((mount) => {
    const volume = spec.volumes.find(({ name }) => name.value === mount.name.value);
    return (
      volume?.source === 'secret' ||
      volume?.configMaps.some((shown) => !configMaps.some(({ manifest }) => manifest.name?.value === shown.value))
    );
  });
}
