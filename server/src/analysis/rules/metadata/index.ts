import type { Rule } from '../rule.js';
import { apiHelperWithoutRbac } from './api-helper-without-rbac.js';
import { consulServicePortMismatch } from './consul-service-port-mismatch.js';
import { daprAppPortMismatch } from './dapr-app-port-mismatch.js';
import { defaultContainerMissing } from './default-container-missing.js';
import { flagsOfTheWrongMajor } from './flags-of-the-wrong-major.js';
import { injectedSidecarDuplicated } from './injected-sidecar-duplicated.js';
import { injectionAnnotationMisplaced } from './injection-annotation-misplaced.js';
import { nameContradictsRole } from './name-contradicts-role.js';
import { retiredHelperImage } from './retired-helper-image.js';
import { secretsOnDisk } from './secrets-on-disk.js';
import { unknownDefaultContainer } from './unknown-default-container.js';
import { unrelatedContainer } from './unrelated-container.js';

/** Names, labels, annotations, images, injection, in the order of the manual. */
export const metadataRules: readonly Rule[] = [
  unknownDefaultContainer,
  defaultContainerMissing,
  nameContradictsRole,
  unrelatedContainer,
  injectedSidecarDuplicated,
  injectionAnnotationMisplaced,
  daprAppPortMismatch,
  consulServicePortMismatch,
  retiredHelperImage,
  flagsOfTheWrongMajor,
  secretsOnDisk,
  apiHelperWithoutRbac,
];
