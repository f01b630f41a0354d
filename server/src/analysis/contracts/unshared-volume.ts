import { productOf } from '../catalogue/catalogue.js';
import { fileAccessesOf } from '../commands/file-access.js';
import { folderOf, followedFile } from '../conditions/followed-files.js';
import { takesNetworkInput } from '../conditions/network-input.js';
import { isFedFromElsewhere, mountAt, passingVolumes } from '../conditions/shared-volumes.js';
import { isWhole, runningContainers } from '../conditions/workload.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';
import { mainContainer } from './main-container.js';

/** Files that a helper needs from the main container, or has for it, and no volume that would carry them. */
export interface UnsharedVolume {
  /** What the helper does with the files. */
  readonly kind: 'follows' | 'ships' | 'fetches';
  readonly main: ContainerView;
  /** The folder that has to be shared, where the helper says it. */
  readonly path: string | undefined;
  /** The file that it follows. */
  readonly file?: string;
}

/**
 * What a helper needs to share with the main container and does not; undefined where it has it, or needs nothing that we
 * can tell. DaemonSets and helpers that see the processes of others are left out: they reach files in other ways.
 */
export function unsharedVolume(pod: Pod, helper: ContainerView): UnsharedVolume | undefined {
  const { manifest, spec } = pod;
  if (helper.lifecycle !== 'app' && helper.lifecycle !== 'sidecar') return undefined;
  if (!isWhole(pod) || manifest.kind.value === 'DaemonSet' || spec.shareProcessNamespace?.value) return undefined;
  const main = mainContainer(pod);
  const need = main && helper !== main ? needOf(pod, helper) : undefined;
  return main && need && !mountsUnknownVolume(pod) ? { ...need, main } : undefined;
}

/** A mount of a volume that is not there is a fault of its own, and may be all that is wrong. */
function mountsUnknownVolume({ spec }: Pod): boolean {
  const volumes = new Set(spec.volumes.map(({ name }) => name.value));
  return runningContainers(spec).some(({ mounts }) => mounts.some(({ name }) => !volumes.has(name.value)));
}

function needOf(pod: Pod, helper: ContainerView): Omit<UnsharedVolume, 'main'> | undefined {
  const { role, certainty, function: purpose } = pod.verdictOf(helper);
  if ((role !== 'sidecar' && role !== 'adapter') || certainty === 'low') return undefined;
  const seen = passingVolumes(pod.spec, helper);
  const fed = seen.filter((visible) => isFedFromElsewhere(pod.spec, helper, visible));
  const followed = followedFile(helper);
  if (followed) {
    const place = mountAt(helper, followed.path);
    if (place && !seen.some(({ mount }) => mount === place)) return undefined;
    if (fed.some(({ mount }) => mount === place)) return undefined;
    // What it shares is mounted at another place: a matter of paths, which tailed-path-outside-mounts reports.
    if (!place && fed.length > 0) return undefined;
    return { kind: 'follows', path: folderOf(followed.path), file: followed.path };
  }
  if (fed.length > 0) return undefined;
  if (purpose === 'log-shipper' && productOf(helper)?.function === purpose && !takesNetworkInput(pod, helper))
    return { kind: 'ships', path: undefined };
  const target = purpose === 'file-sync' ? fetchTarget(pod, helper) : undefined;
  return target === undefined ? undefined : { kind: 'fetches', path: target };
}

/** Where a synchronizer puts its files: the folder of its own emptyDir, or one that it names. */
function fetchTarget({ spec }: Pod, helper: ContainerView): string | undefined {
  const [own] = passingVolumes(spec, helper);
  const named = helper.env.find(({ name }) => /^(?:GIT_?SYNC_ROOT|FOLDER)$/.test(name.value))?.value?.value;
  const written = fileAccessesOf(helper).find(({ access }) => access === 'write')?.path;
  const target = own?.mount.mountPath?.value ?? named ?? written;
  return target?.startsWith('/') && !target.includes('$') ? target : undefined;
}
