import type { Span } from '../../syntax/span.js';
import { configuredAddressesOf } from '../commands/configured-addresses.js';
import { localAddressesOf } from '../commands/local-addresses.js';
import { isFedFromElsewhere, passingVolumes } from '../conditions/shared-volumes.js';
import { runningContainers } from '../conditions/workload.js';
import type { DataFlow } from '../flows/flow.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';
import { type Assessment, met, unknown } from './need.js';

/**
 * How two containers of a pod reach each other beside volumes, as one of them sees it. `dialsUnnamed`: it has an address
 * on localhost, and the manifest does not show whose port that is.
 */
export type LinkKind = 'dials' | 'isDialed' | 'signals' | 'isSignaled' | 'dialsUnnamed';

const MAX_LINKS = 2;

/**
 * The links of these kinds that a container has, each once; where it has none, nor shares a volume, that none is shown.
 * The messages have places for `other` and `address`.
 */
export function assessLinks<Kind extends LinkKind>(
  pod: Pod,
  container: ContainerView,
  kinds: readonly Kind[],
): readonly Assessment<Kind | 'unseen'>[] {
  const flows = pod.flows.filter(({ from, to }) => from === container || to === container);
  const links = flows.flatMap((flow) => {
    const kind = kinds.find((each) => each === kindOf(flow, container));
    return kind ? [assessmentOf(flow, kind, container)] : [];
  });
  if (links.length > 0) {
    const distinct = new Map(links.map((link) => [JSON.stringify(link.message), link]));
    return [...distinct.values()].slice(0, MAX_LINKS);
  }
  const unnamed = kinds.find((each) => each === 'dialsUnnamed');
  const own = unnamed && [
    ...localAddressesOf(container),
    ...configuredAddressesOf(container, pod.spec, pod.configMaps),
  ];
  const address = own?.find(({ ports }) => ports.length > 0);
  if (unnamed && address) return [met(unnamed, { address: `localhost:${address.ports[0]}` }, address.value.span)];
  const told = flows.length > 0 || isAlone(pod) || pod.spec.fragment || worksOutside(pod, container);
  return told ? [] : [unknown('unseen', {})];
}

function kindOf({ from, via }: DataFlow, container: ContainerView): LinkKind | undefined {
  if (via.kind === 'volume') return undefined;
  const outward = from === container;
  if (via.kind === 'localhost') return outward ? 'dials' : 'isDialed';
  return outward ? 'signals' : 'isSignaled';
}

function assessmentOf<Kind extends LinkKind>(
  { from, to, via, spans: [start, end] }: DataFlow,
  kind: Kind,
  container: ContainerView,
): Assessment<Kind> {
  const outward = from === container;
  const spans: readonly Span[] = outward ? [start, end] : [end, start];
  const address = via.kind === 'localhost' ? `localhost:${via.port}` : '';
  return met(kind, { other: (outward ? to : from).label, address }, ...spans);
}

function isAlone({ spec }: Pod): boolean {
  return runningContainers(spec).length < 2;
}

/** Whether it works on volumes that are more than this pod's: nothing inside the pod has to lead to it. */
export function worksOutside({ spec }: Pod, container: ContainerView): boolean {
  return passingVolumes(spec, container).some((visible) => isFedFromElsewhere(spec, container, visible));
}
