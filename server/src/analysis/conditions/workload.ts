import { oncePer } from '../../syntax/once-per.js';
import type { ContainerView, PodSpecView } from '../model/model.js';
import { apiGroupOf, POD_SPEC_PATHS, runsToCompletion, WORKLOAD_GROUPS } from '../model/workloads.js';
import type { Pod } from '../pod.js';
import type { Severity } from '../rules/rule.js';

/** Whether Kubernetes itself defines the kind, so that the API server's own validation is what decides. */
export function isBuiltIn({ manifest }: Pod): boolean {
  const group = apiGroupOf(manifest.apiVersion.value);
  return POD_SPEC_PATHS[manifest.kind.value] !== undefined && WORKLOAD_GROUPS.includes(group);
}

/** Whether Knative makes the Pods: it asks the container's port itself, also where a probe names none. */
export function isKnative({ manifest }: Pod): boolean {
  return apiGroupOf(manifest.apiVersion.value) === 'serving.knative.dev';
}

/**
 * Whether the manifest shows all of the pod, so that what it lacks is missing: no patch or template, and no syntax error,
 * behind which anything may stand.
 */
export function isWhole({ manifest, spec }: Pod): boolean {
  return !spec.fragment && !manifest.document.uncertain && manifest.document.problems.length === 0;
}

/** The same for its containers, volumes and mounts alone, beside which a template may write other fields. */
export function isLaidOut({ manifest, spec }: Pod): boolean {
  return spec.laidOut && !manifest.document.uncertain && manifest.document.problems.length === 0;
}

/** How much a fault weighs that the API server rejects; for a custom resource, its controller has the last word. */
export function rejectionSeverity(pod: Pod): Severity {
  return isBuiltIn(pod) ? 'error' : 'warning';
}

/** Whether the pod is meant to run on: no Job, and restarted when its containers end. */
export function runsOn({ manifest, spec }: Pod): boolean {
  const policy = spec.restartPolicy?.value ?? 'Always';
  return !runsToCompletion(manifest.kind.value) && policy === 'Always';
}

/** The containers that run side by side as long as the pod does: those of `containers`, and native sidecars. */
export function runningContainers({ containers }: PodSpecView): readonly ContainerView[] {
  return running(containers);
}

/** The containers that a manifest may have: all but ephemeral ones, which are added to a Pod that runs. */
export function lastingContainers({ containers }: PodSpecView): readonly ContainerView[] {
  return lasting(containers);
}

// Most rules begin with such a choice, so that it is made once.
const running = oncePer((containers: readonly ContainerView[]) =>
  containers.filter(({ lifecycle }) => lifecycle === 'app' || lifecycle === 'sidecar'),
);
const lasting = oncePer((containers: readonly ContainerView[]) =>
  containers.filter(({ lifecycle }) => lifecycle !== 'ephemeral'),
);
