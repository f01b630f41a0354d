import { stringOf } from '../../syntax/access.js';
import type { Span } from '../../syntax/span.js';
import type { ContainerView, PodSpecView } from '../model/model.js';

/** One place where a container has a volume. */
export interface VolumeUse {
  readonly container: ContainerView;
  /** Where the mount or device names the volume. */
  readonly span: Span;
  /** `device`: the raw block device, not a file system. */
  readonly as: 'mount' | 'device';
  /** Undefined where the YAML gives none. */
  readonly path: string | undefined;
  readonly readOnly: boolean;
  /** The part of the volume that is seen, with `$(NAME)` places not expanded. */
  readonly subPath: string | undefined;
}

/** Sources whose files nobody in the pod can change, whatever the mount says. */
const READ_ONLY_SOURCES: ReadonlySet<string> = new Set(['configMap', 'secret', 'downwardAPI', 'projected', 'image']);

/** Who has a volume, in start order. */
export function volumeUses(spec: PodSpecView, name: string): readonly VolumeUse[] {
  const source = spec.volumes.find((volume) => volume.name.value === name)?.source;
  const sealed = source !== undefined && READ_ONLY_SOURCES.has(source);
  return spec.containers.flatMap((container) => [
    ...container.mounts
      .filter((mount) => mount.name.value === name)
      .map(
        ({ name: { span }, mountPath, readOnly, subPath, subPathExpr }): VolumeUse => ({
          container,
          span,
          as: 'mount',
          path: mountPath?.value,
          readOnly: sealed || readOnly?.value === true,
          subPath: (subPath ?? subPathExpr)?.value,
        }),
      ),
    ...container.devices
      .filter((device) => device.name.value === name)
      .map(
        ({ name: { span }, node }): VolumeUse => ({
          container,
          span,
          as: 'device',
          path: stringOf(node, 'devicePath')?.value,
          readOnly: false,
          subPath: undefined,
        }),
      ),
  ]);
}
