import { nearestName } from '../../analysis/conditions/nearest-name.js';
import type { Translation } from '../../features/messages.js';
import { cliText } from '../messages.js';
import type { WorkloadReport } from '../reporters/role-report.js';
import { nameOf } from '../reporters/roles-text.js';

/** So many names at a time are compared by `nearestName`. */
const COMPARED = 100;

/** The workloads that have a container of this name, with no other containers. */
export function narrowedTo(workloads: readonly WorkloadReport[], name: string): readonly WorkloadReport[] {
  return workloads
    .map((workload) => ({ ...workload, containers: workload.containers.filter((each) => nameOf(each) === name) }))
    .filter(({ containers }) => containers.length > 0);
}

/** A sentence for somebody who asked for a name that no container has: what was probably meant, if anything is like it. */
export function unknownNameText(workloads: readonly WorkloadReport[], name: string, translation?: Translation): string {
  const injected = workloads.flatMap((workload) => workload.injected).find((each) => each.name === name);
  if (injected) return cliText('injectedContainer', translation, { name, product: injected.source });
  const names = [...new Set(workloads.flatMap(({ containers }) => containers.map(nameOf)))];
  const nearest = nearestOf(name, names) ?? names.find((each) => name !== '' && each.includes(name));
  return nearest === undefined
    ? cliText('noContainer', translation, { name })
    : cliText('nearestContainer', translation, { name, nearest });
}

function nearestOf(name: string, names: readonly string[]): string | undefined {
  const best: string[] = [];
  for (let start = 0; start < names.length; start += COMPARED) {
    const nearest = nearestName(name, names.slice(start, start + COMPARED));
    if (nearest !== undefined) best.push(nearest);
  }
  return best.length > 1 ? nearestOf(name, best) : best[0];
}
