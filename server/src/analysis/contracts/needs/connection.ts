import { volumeUses } from '../../facts/volume-uses.js';
import type { DataFlow } from '../../flows/flow.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { type Assessment, defineNeed } from '../need.js';

const MAX_FLOWS = 2;

/** A helper helps through what a pod shares: volumes, network, processes. */
export const connection = defineNeed({
  id: 'connection',
  rule: undefined,
  messages: {
    writes: 'writes volume {volume}, which {other} reads',
    reads: 'reads volume {volume}, which {other} writes',
    shares: 'shares volume {volume} with {other}',
    dials: 'reaches {other} on localhost:{port}',
    isDialed: '{other} reaches it on localhost:{port}',
    signals: 'can signal {other}',
    isSignaled: '{other} can signal it',
    unconnected: 'no volume, localhost port or signal connects it to another container, as far as the manifest shows',
  },
  assess(pod, container) {
    const flows = pod.flows.filter(({ from, to }) => from === container || to === container);
    if (flows.length === 0 && isExpected(pod, container)) {
      return [{ state: 'missing', message: { id: 'unconnected', args: {} } }];
    }
    const told = flows.map((flow) => assessmentOf(container, flow));
    const distinct = new Map(told.map((each) => [JSON.stringify(each.message), each]));
    return [...distinct.values()].slice(0, MAX_FLOWS);
  },
});

/** A mesh proxy takes the traffic by itself, and an init container may prepare something outside the pod. */
function isExpected({ spec, verdictOf }: Pod, container: ContainerView): boolean {
  const { role, function: purpose } = verdictOf(container);
  if (role === 'main' || role === 'init' || purpose === 'mesh-proxy' || purpose === 'debug') return false;
  return !spec.fragment && !spec.containers.some((each) => volumesOutside(each, container, spec));
}

/** Whether it works on the node's folders, so that nothing inside the pod has to lead to it. */
function volumesOutside(each: ContainerView, container: ContainerView, spec: Pod['spec']): boolean {
  return (
    each === container &&
    each.mounts.some(({ name }) =>
      spec.volumes.some((volume) => volume.name.value === name.value && volume.source === 'hostPath'),
    )
  );
}

type Words = Extract<Assessment, { message: unknown }>;

function assessmentOf(container: ContainerView, { from, to, via, directed, spans }: DataFlow) {
  const outward = from === container;
  const other = (outward ? to : from).label;
  const span = outward ? spans[0] : spans[1];
  const met = <Id extends string>(id: Id, args: Readonly<Record<string, string>>) =>
    ({ state: 'met', span, message: { id, args } }) satisfies Words;
  if (via.kind === 'process-namespace') return met(outward ? 'signals' : 'isSignaled', { other });
  if (via.kind === 'localhost') return met(outward ? 'dials' : 'isDialed', { other, port: String(via.port) });
  const args = { volume: via.volume.name.value, other };
  return met(!directed ? 'shares' : outward ? 'writes' : 'reads', args);
}

/** Whether every mount of a volume that a container has is read-only. */
export function mountsReadOnly({ spec }: Pod, container: ContainerView, volume: string): boolean {
  return volumeUses(spec, volume)
    .filter((use) => use.container === container)
    .every(({ readOnly }) => readOnly);
}
