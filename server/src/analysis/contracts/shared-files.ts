import type { DataFlow } from '../flows/flow.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';
import type { ContainerFunction } from '../roles/role.js';
import { type Assessment, met } from './need.js';

const MAX_VOLUMES = 2;

/** What puts files into a volume for others; with any other container, a shared volume is first of all to read from. */
const WRITERS: ReadonlySet<ContainerFunction> = new Set([
  'file-sync',
  'secrets-agent',
  'setup-permissions',
  'fetch-assets',
  'copy-binaries',
  'generate-config',
]);

export function writesForOthers(pod: Pod, container: ContainerView): boolean {
  return WRITERS.has(pod.verdictOf(container).function);
}

/**
 * The volumes through which files come `from` another container or are `for` another one, each once. Where the manifest
 * shows no direction, the function says it.
 */
export function assessFiles(
  pod: Pod,
  container: ContainerView,
  direction: 'from' | 'for',
): readonly Assessment<'passes' | 'shares'>[] {
  const undirected = writesForOthers(pod, container) === (direction === 'for');
  const links = pod.flows.flatMap((flow) => assessmentOf(flow, container, direction, undirected));
  const distinct = new Map(links.map((link) => [JSON.stringify(link.message), link]));
  return [...distinct.values()].slice(0, MAX_VOLUMES);
}

function assessmentOf(
  { from, to, via, directed, spans: [start, end] }: DataFlow,
  container: ContainerView,
  direction: 'from' | 'for',
  undirected: boolean,
): readonly Assessment<'passes' | 'shares'>[] {
  if (via.kind !== 'volume' || (from !== container && to !== container)) return [];
  const outward = from === container;
  if (directed ? outward !== (direction === 'for') : !undirected) return [];
  const args = { volume: via.volume.name.value, other: (outward ? to : from).label };
  return [met(directed ? 'passes' : 'shares', args, ...(outward ? [start, end] : [end, start]))];
}
