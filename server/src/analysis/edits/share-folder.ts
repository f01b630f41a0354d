import type { TextEdit } from '../../syntax/span.js';
import { freeName } from '../conditions/nearest-name.js';
import { mountAt, mounts, passingVolumes } from '../conditions/shared-volumes.js';
import type { ContainerView, VolumeView } from '../model/model.js';
import type { Pod } from '../pod.js';
import { addEmptyDir, addMount } from './add-volume.js';

/** A folder that one container writes and another one reads. */
export interface SharedFolder {
  readonly writer: ContainerView;
  readonly reader: ContainerView;
  readonly path: string;
  /** A volume of the pod that one of them mounts already; undefined where a new emptyDir is needed. */
  readonly volume: VolumeView | undefined;
  /** Whether the reader may write as well, as somebody does who connects to a socket. */
  readonly readerWrites?: true;
}

/**
 * The folder that the two would share most simply: through an emptyDir that one of them has for itself, at its place.
 * `path` is where the files are looked for, if that is known; `usual` is the place where it is not.
 */
export function simplestFolder(
  pod: Pod,
  writer: ContainerView,
  reader: ContainerView,
  path: string | undefined,
  usual: string,
): SharedFolder {
  for (const [owner, other] of [
    [reader, writer],
    [writer, reader],
  ] as const) {
    const own = passingVolumes(pod.spec, owner).filter(
      ({ volume }) => volume.source === 'emptyDir' && !mounts(other, volume),
    );
    const place = path === undefined ? undefined : mountAt(owner, path);
    const fitting = own.find(({ mount }) => mount === place) ?? (own.length === 1 ? own.find(isForSharing) : undefined);
    if (!fitting?.mount.mountPath || fitting.mount.subPath) continue;
    // Mounted elsewhere than where the files are looked for, it is to be seen there by the other one.
    const seenAt = fitting.mount === place || path === undefined ? fitting.mount.mountPath.value : path;
    return { writer, reader, path: seenAt, volume: fitting.volume };
  }
  return { writer, reader, path: path ?? usual, volume: undefined };
}

/** By its name, a volume that is meant to be shared. */
function isForSharing({ volume }: { readonly volume: VolumeView }): boolean {
  return /log|shared|common|data|html|content/i.test(volume.name.value);
}

/** Mounts the volume where it is missing, read-only for a mere reader, and adds it if it is new. */
export function shareFolder(
  pod: Pod,
  { writer, reader, path, volume, readerWrites }: SharedFolder,
  wantedName: string,
): readonly (TextEdit | undefined)[] {
  const name = volume?.name.value ?? freeName(wantedName, namesIn(pod));
  const seen = (container: ContainerView) => container.mounts.some((mount) => mount.name.value === name);
  // Where two edits fall on one place, what stands deeper has to come first: mounts, then the pod's volumes.
  return [
    ...(seen(writer) ? [] : [addMount(pod, writer, { name, mountPath: path })]),
    ...(seen(reader) ? [] : [addMount(pod, reader, { name, mountPath: path, readOnly: !readerWrites })]),
    ...(volume ? [] : [addEmptyDir(pod, name)]),
  ];
}

/** Names of volumes, and those that mounts speak of though no volume has them. */
function namesIn({ spec }: Pod): string[] {
  return [
    ...spec.volumes.map(({ name }) => name.value),
    ...spec.containers.flatMap((container) => container.mounts.map(({ name }) => name.value)),
  ];
}
