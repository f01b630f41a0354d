import type { Rule } from '../rule.js';
import { duplicateMountPath } from './duplicate-mount-path.js';
import { unknownVolume } from './unknown-volume.js';
import { unusedVolume } from './unused-volume.js';
import { volumeNotShared } from './volume-not-shared.js';

/** Files and the volumes that carry them, in the order of the manual. */
export const volumesRules: readonly Rule[] = [volumeNotShared, unknownVolume, unusedVolume, duplicateMountPath];
