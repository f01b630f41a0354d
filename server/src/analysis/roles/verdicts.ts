import type { ContainerView } from '../model/model.js';
import type { PodContext } from '../pod.js';
import type { RoleVerdict } from './role.js';

/** The verdict for every container of a pod. */
export function judge(pod: PodContext): ReadonlyMap<ContainerView, RoleVerdict> {
  return new Map(
    pod.spec.containers.map((container) => [
      container,
      {
        container,
        role: container.lifecycle === 'init' ? 'init' : 'main',
        function: 'other',
        native: container.lifecycle === 'sidecar',
        confidence: 0.5,
        certainty: 'low',
        runnerUp: undefined,
        evidence: [],
        against: [],
      },
    ]),
  );
}
