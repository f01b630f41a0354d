import type { Pod } from '../pod.js';
import { isMisread } from './misread.js';
import { isLaidOut, lastingContainers } from './workload.js';

/**
 * Whether the manifest shows what its containers mount: each mount has its volume, and nothing in the pod spec is misspelt
 * or misplaced. Where it does not, a mount that seems to be missing may be there.
 */
export function mountsAreKnown(pod: Pod): boolean {
  const { spec, manifest } = pod;
  if (!isLaidOut(pod)) return false;
  const volumes = new Set(spec.volumes.map(({ name }) => name.value));
  const known = lastingContainers(spec).every(({ mounts }) => mounts.every(({ name }) => volumes.has(name.value)));
  return known && !isMisread(manifest, spec.node.span);
}
