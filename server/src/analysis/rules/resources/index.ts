import type { Rule } from '../rule.js';
import { missingMemoryLimit } from './missing-memory-limit.js';
import { missingResources } from './missing-resources.js';
import { requestAboveLimit } from './request-above-limit.js';

/** Requests and limits, in the order of the manual. */
export const resourcesRules: readonly Rule[] = [missingResources, missingMemoryLimit, requestAboveLimit];
