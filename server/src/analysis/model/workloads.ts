import type { PathStep } from './model.js';

/** Where each workload kind keeps its pod spec. */
export const POD_SPEC_PATHS: Readonly<Record<string, readonly PathStep[]>> = {
  Pod: ['spec'],
  PodTemplate: ['template', 'spec'],
  Deployment: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  ReplicaSet: ['spec', 'template', 'spec'],
  ReplicationController: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  /** Argo Rollouts. */
  Rollout: ['spec', 'template', 'spec'],
  /** OpenShift. */
  DeploymentConfig: ['spec', 'template', 'spec'],
};

/** Knative's own, whose name `Service` is also that of a core object without a pod spec. */
export const KNATIVE_POD_SPEC_PATHS: Readonly<Record<string, readonly PathStep[]>> = {
  Service: ['spec', 'template', 'spec'],
  Configuration: ['spec', 'template', 'spec'],
  Revision: ['spec'],
};

/** API groups whose objects of these kinds are workloads as Kubernetes, Argo Rollouts or OpenShift define them. */
export const WORKLOAD_GROUPS: readonly string[] = [
  '',
  'apps',
  'batch',
  'extensions',
  'argoproj.io',
  'apps.openshift.io',
];

/** Workloads that the API server accepts only with a selector (apps/v1). */
export function needsSelector(kind: string): boolean {
  return kind === 'Deployment' || kind === 'StatefulSet' || kind === 'DaemonSet' || kind === 'ReplicaSet';
}

/** A Job, or what makes Jobs: their pods are done when every entry of `containers` has ended. */
export function runsToCompletion(kind: string): boolean {
  return kind === 'Job' || kind === 'CronJob';
}

/** `apps` of `apps/v1`; empty for the core group's `v1`. */
export function apiGroupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
