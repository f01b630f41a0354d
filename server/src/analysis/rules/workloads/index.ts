import type { Rule } from '../rule.js';
import { invalidActiveDeadline } from './invalid-active-deadline.js';
import { invalidRestartPolicy } from './invalid-restart-policy.js';
import { invalidSelector } from './invalid-selector.js';
import { missingLabelSelector } from './missing-label-selector.js';
import { missingSelector } from './missing-selector.js';
import { negativeGracePeriod } from './negative-grace-period.js';
import { selectorMismatch } from './selector-mismatch.js';

/** In the order of the manual. */
export const workloadsRules: readonly Rule[] = [
  missingSelector,
  selectorMismatch,
  invalidSelector,
  missingLabelSelector,
  invalidRestartPolicy,
  invalidActiveDeadline,
  negativeGracePeriod,
];
