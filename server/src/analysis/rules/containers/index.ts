import type { Rule } from '../rule.js';
import { conflictingEnvSources } from './conflicting-env-sources.js';
import { conflictingHandlers } from './conflicting-handlers.js';
import { duplicateContainerName } from './duplicate-container-name.js';
import { duplicateEnv } from './duplicate-env.js';
import { duplicatePortName } from './duplicate-port-name.js';
import { ephemeralContainerInManifest } from './ephemeral-container-in-manifest.js';
import { hostIpWithoutHostPort } from './host-ip-without-host-port.js';
import { hostPortConflict } from './host-port-conflict.js';
import { hostPortDiffers } from './host-port-differs.js';
import { invalidContainerName } from './invalid-container-name.js';
import { invalidContainerRestartPolicy } from './invalid-container-restart-policy.js';
import { invalidEnvName } from './invalid-env-name.js';
import { invalidFieldReference } from './invalid-field-reference.js';
import { invalidImage } from './invalid-image.js';
import { invalidKeyReference } from './invalid-key-reference.js';
import { invalidPortName } from './invalid-port-name.js';
import { invalidPortNumber } from './invalid-port-number.js';
import { invalidProbeGracePeriod } from './invalid-probe-grace-period.js';
import { invalidProbeHeader } from './invalid-probe-header.js';
import { invalidProbePort } from './invalid-probe-port.js';
import { invalidProbeThreshold } from './invalid-probe-threshold.js';
import { invalidResizePolicy } from './invalid-resize-policy.js';
import { invalidResourceReference } from './invalid-resource-reference.js';
import { invalidSleepTime } from './invalid-sleep-time.js';
import { invalidStopSignal } from './invalid-stop-signal.js';
import { missingContainers } from './missing-containers.js';
import { missingEnvSource } from './missing-env-source.js';
import { missingHandler } from './missing-handler.js';
import { missingImage } from './missing-image.js';

/** Containers and their own fields, in the order of the manual. */
export const containersRules: readonly Rule[] = [
  missingContainers,
  invalidContainerName,
  duplicateContainerName,
  missingImage,
  invalidImage,
  invalidContainerRestartPolicy,
  invalidResizePolicy,
  ephemeralContainerInManifest,
  invalidPortNumber,
  invalidPortName,
  duplicatePortName,
  hostPortConflict,
  hostPortDiffers,
  hostIpWithoutHostPort,
  missingHandler,
  conflictingHandlers,
  invalidProbePort,
  invalidProbeHeader,
  invalidProbeThreshold,
  invalidProbeGracePeriod,
  invalidSleepTime,
  invalidStopSignal,
  invalidEnvName,
  missingEnvSource,
  conflictingEnvSources,
  invalidFieldReference,
  invalidResourceReference,
  invalidKeyReference,
  duplicateEnv,
];
