import { apiGroupOf } from '../model/workloads.js';
import type { Pod } from '../pod.js';
import type { Problem } from '../rules/rule.js';
import { rejectionSeverity } from './workload.js';

/** How much a fault weighs, and when it shows. */
export type Rejection = Pick<Problem, 'severity' | 'atPodCreation'>;

/**
 * What every problem with a pod spec has in common that the API server's validation rejects, to be spread into it: the
 * severity, and for a StatefulSet that the object is accepted and its Pods fail. Not for what cannot be decoded, nor
 * for `restartPolicy` and `activeDeadlineSeconds`: these are rejected with the StatefulSet itself.
 * Source: apps/validation, ValidatePodTemplateSpecForStatefulSet.
 */
export function rejection(pod: Pod): Rejection {
  let known = rejections.get(pod);
  if (!known) {
    const { kind, apiVersion } = pod.manifest;
    const later = kind.value === 'StatefulSet' && apiGroupOf(apiVersion.value) === 'apps';
    known = { severity: rejectionSeverity(pod), ...(later && { atPodCreation: true }) };
    rejections.set(pod, known);
  }
  return known;
}

const rejections = new WeakMap<Pod, Rejection>();
