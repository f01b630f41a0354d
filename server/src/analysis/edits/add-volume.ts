import { addItem } from '../../syntax/edit.js';
import type { TextEdit } from '../../syntax/span.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';

/** Adds an emptyDir volume, at the end of the pod's volumes. */
export function addEmptyDir({ manifest: { document }, spec }: Pod, name: string): TextEdit | undefined {
  const volume = { name, emptyDir: {} };
  return addItem(document, spec.node, 'volumes', volume, ['initContainers', 'containers', 'ephemeralContainers']);
}

/** Mounts a volume into a container. */
export function addMount(
  { manifest: { document } }: Pod,
  { node }: ContainerView,
  mount: { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean },
): TextEdit | undefined {
  const place = ['image', 'imagePullPolicy', 'command', 'args', 'env', 'envFrom', 'ports', 'resources'];
  const { name, mountPath } = mount;
  const entry = mount.readOnly ? { name, mountPath, readOnly: true } : { name, mountPath };
  return addItem(document, node, 'volumeMounts', entry, place);
}
