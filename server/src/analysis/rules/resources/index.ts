import type { Rule } from '../rule.js';
import { extendedResourceMismatch } from './extended-resource-mismatch.js';
import { fractionalBytes } from './fractional-bytes.js';
import { helperBiggerThanMain } from './helper-bigger-than-main.js';
import { helperBreaksGuaranteed } from './helper-breaks-guaranteed.js';
import { initDominatesRequest } from './init-dominates-request.js';
import { invalidHugePages } from './invalid-huge-pages.js';
import { invalidResourceClaim } from './invalid-resource-claim.js';
import { missingCpuLimit } from './missing-cpu-limit.js';
import { missingCpuRequest } from './missing-cpu-request.js';
import { missingMemoryLimit } from './missing-memory-limit.js';
import { missingResources } from './missing-resources.js';
import { negativeResource } from './negative-resource.js';
import { podResourcesTooSmall } from './pod-resources-too-small.js';
import { requestAboveLimit } from './request-above-limit.js';
import { requestAboveNode } from './request-above-node.js';
import { sidecarOomFirst } from './sidecar-oom-first.js';
import { unknownResourceClaim } from './unknown-resource-claim.js';
import { unknownResourceName } from './unknown-resource-name.js';

/** Requests and limits, in the order of the manual. */
export const resourcesRules: readonly Rule[] = [
  missingResources,
  missingMemoryLimit,
  requestAboveLimit,
  requestAboveNode,
  negativeResource,
  unknownResourceName,
  extendedResourceMismatch,
  invalidHugePages,
  unknownResourceClaim,
  podResourcesTooSmall,
  fractionalBytes,
  missingCpuRequest,
  missingCpuLimit,
  helperBiggerThanMain,
  initDominatesRequest,
  helperBreaksGuaranteed,
  sidecarOomFirst,
  invalidResourceClaim,
];
