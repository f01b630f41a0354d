/** Where each workload kind keeps its pod spec. */
export const POD_SPEC_PATHS: Readonly<Record<string, readonly string[]>> = {
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
};

/** A Job, or what makes Jobs: their pods are done when every entry of `containers` has ended. */
export function runsToCompletion(kind: string): boolean {
  return kind === 'Job' || kind === 'CronJob';
}
