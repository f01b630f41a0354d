import type { Rule } from '../rule.js';
import { conflictingItemPaths } from './conflicting-item-paths.js';
import { conflictingVolumeSources } from './conflicting-volume-sources.js';
import { contentNotReadonlyAtMain } from './content-not-readonly-at-main.js';
import { duplicateMountPath } from './duplicate-mount-path.js';
import { duplicateVolume } from './duplicate-volume.js';
import { emptyProjectedSource } from './empty-projected-source.js';
import { gitSyncLinkNotInPath } from './git-sync-link-not-in-path.js';
import { gitSyncSubpath } from './git-sync-subpath.js';
import { incompleteMount } from './incomplete-mount.js';
import { incompleteVolumeSource } from './incomplete-volume-source.js';
import { initOutputLost } from './init-output-lost.js';
import { initOutputUnused } from './init-output-unused.js';
import { invalidDownwardItem } from './invalid-downward-item.js';
import { invalidFileMode } from './invalid-file-mode.js';
import { invalidHostPath } from './invalid-host-path.js';
import { invalidItemPath } from './invalid-item-path.js';
import { invalidMountOption } from './invalid-mount-option.js';
import { invalidSubPath } from './invalid-sub-path.js';
import { invalidTokenLifetime } from './invalid-token-lifetime.js';
import { invalidVolumeDevice } from './invalid-volume-device.js';
import { invalidVolumeName } from './invalid-volume-name.js';
import { invalidVolumeOption } from './invalid-volume-option.js';
import { logVolumeDiskDoubling } from './log-volume-disk-doubling.js';
import { nobodyWritesSharedVolume } from './nobody-writes-shared-volume.js';
import { reloadOnSubpathConfigmap } from './reload-on-subpath-configmap.js';
import { reloaderTargetHasNoConfig } from './reloader-target-has-no-config.js';
import { retiredVolumePlugin } from './retired-volume-plugin.js';
import { sharedLogPathMismatch } from './shared-log-path-mismatch.js';
import { socketDirNotShared } from './socket-dir-not-shared.js';
import { subpathSplit } from './subpath-split.js';
import { tailedPathOutsideMounts } from './tailed-path-outside-mounts.js';
import { takenClaimName } from './taken-claim-name.js';
import { unknownVolume } from './unknown-volume.js';
import { unsupportedImageVolume } from './unsupported-image-volume.js';
import { unusedVolume } from './unused-volume.js';
import { volumeNotShared } from './volume-not-shared.js';
import { writerMountedReadonly } from './writer-mounted-readonly.js';

/** Files and the volumes that carry them, in the order of the manual. */
export const volumesRules: readonly Rule[] = [
  volumeNotShared,
  unknownVolume,
  unusedVolume,
  duplicateMountPath,
  invalidVolumeName,
  duplicateVolume,
  conflictingVolumeSources,
  incompleteVolumeSource,
  invalidHostPath,
  invalidFileMode,
  invalidItemPath,
  conflictingItemPaths,
  emptyProjectedSource,
  invalidDownwardItem,
  invalidTokenLifetime,
  incompleteMount,
  invalidSubPath,
  invalidMountOption,
  invalidVolumeDevice,
  retiredVolumePlugin,
  unsupportedImageVolume,
  takenClaimName,
  nobodyWritesSharedVolume,
  writerMountedReadonly,
  initOutputUnused,
  initOutputLost,
  subpathSplit,
  gitSyncSubpath,
  reloadOnSubpathConfigmap,
  tailedPathOutsideMounts,
  reloaderTargetHasNoConfig,
  socketDirNotShared,
  contentNotReadonlyAtMain,
  gitSyncLinkNotInPath,
  sharedLogPathMismatch,
  logVolumeDiskDoubling,
  invalidVolumeOption,
];
