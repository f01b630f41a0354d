import { productOf } from '../catalogue/catalogue.js';
import { fileAccessesOf } from '../commands/file-access.js';
import { folderOf, followedFile } from '../conditions/followed-files.js';
import { mountsAreKnown } from '../conditions/known-mounts.js';
import { takesNetworkInput } from '../conditions/network-input.js';
import { isFedFromElsewhere, mountAt, passingVolumes, type VisibleVolume } from '../conditions/shared-volumes.js';
import { hasUnseenConfig } from '../conditions/unseen-config.js';
import { isLaidOut } from '../conditions/workload.js';
import type { ContainerView, VolumeView } from '../model/model.js';
import type { Pod } from '../pod.js';
import type { ContainerFunction } from '../roles/role.js';
import { mainContainer } from './main-container.js';

/** Files that a helper needs from the main container, or has for it, and no volume that would carry them. */
export interface UnsharedVolume {
  /** What the helper does with the files; `misses` where only its function and a volume's name tell that it needs some. */
  readonly kind: 'follows' | 'ships' | 'fetches' | 'misses';
  /** Whether the files are the helper's, for the main container, and not the other way round. */
  readonly fills: boolean;
  readonly main: ContainerView;
  /** The folder that has to be shared, where the helper says it. */
  readonly path: string | undefined;
  /** The file that it follows. */
  readonly file?: string;
  /** Whether a configuration that stands in no file at hand may have it do something else. */
  readonly unsure?: boolean;
  /** The emptyDir of the main container that it misses. */
  readonly volume?: VolumeView;
}

/** Functions that work on files of another container, or bring files for it. */
const NEEDS_FILES: ReadonlySet<ContainerFunction> = new Set(['log-shipper', 'format-converter', 'file-sync', 'backup']);
/** Names of volumes that are made to be shared. */
const FOR_SHARING = /(?:^|-)(?:shared|common|logs?|html|data|content)(?:-|$)/;

/**
 * What a helper needs to share with the main container and does not; undefined where it has it, or needs nothing that we
 * can tell. DaemonSets and helpers that see the processes of others are left out: they reach files in other ways.
 */
export function unsharedVolume(pod: Pod, helper: ContainerView): UnsharedVolume | undefined {
  const { manifest, spec } = pod;
  if (helper.lifecycle !== 'app' && helper.lifecycle !== 'sidecar') return undefined;
  if (!isLaidOut(pod) || manifest.kind.value === 'DaemonSet' || spec.shareProcessNamespace?.value) return undefined;
  const main = mainContainer(pod);
  const need = main && helper !== main ? needOf(pod, helper, main) : undefined;
  return main && need && mountsAreKnown(pod) ? { ...need, main } : undefined;
}

function needOf(pod: Pod, helper: ContainerView, main: ContainerView): Omit<UnsharedVolume, 'main'> | undefined {
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
    return { kind: 'follows', fills: false, path: folderOf(followed.path), file: followed.path };
  }
  if (fed.length > 0) return undefined;
  if (purpose === 'log-shipper' && productOf(helper)?.function === purpose && !takesNetworkInput(pod, helper))
    return { kind: 'ships', fills: false, path: undefined, unsure: hasUnseenConfig(pod, helper) };
  const target = purpose === 'file-sync' ? fetchTarget(pod, helper) : undefined;
  if (target !== undefined) return { kind: 'fetches', fills: true, path: target };
  const obvious = NEEDS_FILES.has(purpose) && !takesNetworkInput(pod, helper) ? obviousVolume(pod, main) : undefined;
  const fills = purpose === 'file-sync';
  return obvious && { kind: 'misses', fills, path: obvious.mount.mountPath?.value, volume: obvious.volume };
}

/** The one emptyDir that the main container alone mounts, though its name says that it is for sharing. */
function obviousVolume({ spec }: Pod, main: ContainerView): VisibleVolume | undefined {
  const own = passingVolumes(spec, main).filter(
    (visible) =>
      FOR_SHARING.test(visible.volume.name.value) && !visible.mount.subPath && !isFedFromElsewhere(spec, main, visible),
  );
  return own.length === 1 ? own[0] : undefined;
}

/** Where a synchronizer puts its files: the folder of its own emptyDir, or one that it names. */
function fetchTarget({ spec }: Pod, helper: ContainerView): string | undefined {
  const [own] = passingVolumes(spec, helper);
  const named = helper.env.find(({ name }) => /^(?:GIT_?SYNC_ROOT|FOLDER)$/.test(name.value))?.value?.value;
  const written = fileAccessesOf(helper).find(({ access }) => access === 'write')?.path;
  const target = own?.mount.mountPath?.value ?? named ?? written;
  return target?.startsWith('/') && !target.includes('$') ? target : undefined;
}
