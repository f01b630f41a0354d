import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';

/** Folders that are for certificates and their keys. */
const CERTIFICATES = /(?:^|[/._-])(?:tls|ssl|certs?|certificates?|pki|ca)(?:[/._-]|$)/i;

/**
 * Whether a container mounts a Secret, or a ConfigMap that stands in no file at hand, either of which may set anything,
 * but for certificates.
 */
export function hasUnseenConfig({ spec, configMaps }: Pod, { mounts }: ContainerView): boolean {
  return mounts.some((mount) => {
    if (CERTIFICATES.test(mount.mountPath?.value ?? '')) return false;
    const volume = spec.volumes.find(({ name }) => name.value === mount.name.value);
    return (
      volume?.source === 'secret' ||
      volume?.configMaps.some((shown) => !configMaps.some(({ manifest }) => manifest.name?.value === shown.value))
    );
  });
}
