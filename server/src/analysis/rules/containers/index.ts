import type { Rule } from '../rule.js';
import { duplicateContainerName } from './duplicate-container-name.js';
import { missingImage } from './missing-image.js';

/** Containers and their own fields, in the order of the manual. */
export const containersRules: readonly Rule[] = [duplicateContainerName, missingImage];
