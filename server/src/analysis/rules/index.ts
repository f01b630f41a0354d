import { duplicateContainerName } from './duplicate-container-name.js';
import { duplicateMountPath } from './duplicate-mount-path.js';
import { duplicatePort } from './duplicate-port.js';
import { injectedPortConflict } from './injected-port-conflict.js';
import { injectedSidecarDuplicated } from './injected-sidecar-duplicated.js';
import { injectionAnnotationMisplaced } from './injection-annotation-misplaced.js';
import { invalidQuantity } from './invalid-quantity.js';
import { jobNeverCompletes } from './job-never-completes.js';
import { missingImage } from './missing-image.js';
import { missingMemoryLimit } from './missing-memory-limit.js';
import { missingReadinessProbe } from './missing-readiness-probe.js';
import { missingResources } from './missing-resources.js';
import { missingStartupProbe } from './missing-startup-probe.js';
import { probeOnInitContainer } from './probe-on-init-container.js';
import { requestAboveLimit } from './request-above-limit.js';
import type { Rule } from './rule.js';
import { unknownDefaultContainer } from './unknown-default-container.js';
import { unknownProbePort } from './unknown-probe-port.js';
import { unknownVolume } from './unknown-volume.js';
import { unsupportedNativeSidecar } from './unsupported-native-sidecar.js';
import { unusedVolume } from './unused-volume.js';
import { volumeNotShared } from './volume-not-shared.js';

/** Every rule, in the order of the manual: files, time, resources, network, names; a test keeps it equal to the folder. */
export const rules: readonly Rule[] = [
  volumeNotShared,
  unknownVolume,
  unusedVolume,
  duplicateMountPath,
  missingReadinessProbe,
  missingStartupProbe,
  probeOnInitContainer,
  unsupportedNativeSidecar,
  unknownProbePort,
  jobNeverCompletes,
  missingResources,
  missingMemoryLimit,
  requestAboveLimit,
  invalidQuantity,
  duplicatePort,
  injectedPortConflict,
  duplicateContainerName,
  missingImage,
  unknownDefaultContainer,
  injectedSidecarDuplicated,
  injectionAnnotationMisplaced,
];
