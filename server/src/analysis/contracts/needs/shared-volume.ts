import type { DataFlow } from '../../flows/flow.js';
import type { ContainerView } from '../../model/model.js';
import { type Assessment, defineNeed, met, missing } from '../need.js';
import { unsharedVolume } from '../unshared-volume.js';

const MAX_VOLUMES = 2;

export const sharedVolume = defineNeed({
  id: 'shared-volume',
  title: 'A volume that both containers mount',
  why: 'Every container has its own file system. Files pass from one to another only through a volume that both of them mount, an `emptyDir` mostly.',
  rule: 'volume-not-shared',
  messages: {
    reads: 'reads volume {volume}, which {other} writes',
    writes: 'writes volume {volume}, which {other} reads',
    shares: 'shares volume {volume} with {other}',
    unread: 'a volume shared with {other}, whose files it never sees',
    unwritten: 'a volume shared with {other}, which never sees what it fetches',
  },
  assess(pod, container) {
    const unshared = unsharedVolume(pod, container);
    if (unshared) {
      const other = { other: unshared.main.label };
      return [missing(unshared.kind === 'fetches' ? 'unwritten' : 'unread', other, container.anchor)];
    }
    const links = pod.flows
      .filter(({ from, to }) => from === container || to === container)
      .flatMap((flow) => assessmentOf(flow, container));
    const distinct = new Map(links.map((link) => [JSON.stringify(link.message), link]));
    return [...distinct.values()].slice(0, MAX_VOLUMES);
  },
});

function assessmentOf(
  { from, to, via, directed, spans: [start, end] }: DataFlow,
  container: ContainerView,
): readonly Assessment<'reads' | 'writes' | 'shares'>[] {
  if (via.kind !== 'volume') return [];
  const outward = from === container;
  const args = { volume: via.volume.name.value, other: (outward ? to : from).label };
  const id = directed ? (outward ? 'writes' : 'reads') : 'shares';
  return [outward ? met(id, args, start, end) : met(id, args, end, start)];
}
