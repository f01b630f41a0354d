import { setIn } from '../../syntax/edit.js';
import type { TextEdit } from '../../syntax/span.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';
import { replaceAt } from './scalar.js';

/** A start for measuring, small enough to fit on any node. */
export const STARTING_MEMORY = '128Mi';
export const STARTING_CPU = '100m';

const PLACE = ['image', 'imagePullPolicy', 'command', 'args', 'env', 'envFrom', 'ports'];

/** Gives a container without any resources requests for CPU and memory, and a limit for memory. */
export function addResources({ manifest: { document } }: Pod, { node }: ContainerView): TextEdit | undefined {
  const resources = {
    requests: { cpu: STARTING_CPU, memory: STARTING_MEMORY },
    limits: { memory: STARTING_MEMORY },
  };
  return setIn(document, node, ['resources'], resources, PLACE);
}

/** Limits a container's memory to `quantity`. */
export function addMemoryLimit(
  { manifest: { document } }: Pod,
  { node }: ContainerView,
  quantity: string,
): TextEdit | undefined {
  return setIn(document, node, ['resources', 'limits', 'memory'], quantity, PLACE);
}

/** Requests CPU for a container. */
export function addCpuRequest({ manifest: { document } }: Pod, { node }: ContainerView): TextEdit | undefined {
  return setIn(document, node, ['resources', 'requests', 'cpu'], STARTING_CPU, PLACE);
}

/**
 * Makes a container's requests and limits for CPU and memory equal: the request is raised to the limit, a limit that is
 * missing is set to the request. Where neither is given, an init container gets what `main` has, which costs nothing,
 * since the two never run together, and any other one gets a start.
 */
export function equalizeResources(
  { manifest: { document } }: Pod,
  { node, resources, lifecycle }: ContainerView,
  main: ContainerView,
): readonly (TextEdit | undefined)[] {
  const raised: (TextEdit | undefined)[] = [];
  const limits: Record<string, string | number> = {};
  for (const [resource, start] of [
    ['cpu', STARTING_CPU],
    ['memory', STARTING_MEMORY],
  ] as const) {
    const request = resources?.requests.get(resource);
    const limit = resources?.limits.get(resource);
    const fallback = lifecycle === 'init' ? (main.resources?.limits.get(resource)?.value ?? start) : start;
    if (!limit) limits[resource] = asData(request?.value ?? fallback);
    else if (request && request.nanos !== limit.nanos)
      raised.push(replaceAt(document, request.span, asData(limit.value)));
  }
  if (Object.keys(limits).length === 0) return raised;
  if (!resources?.limits.size) return [...raised, setIn(document, node, ['resources', 'limits'], limits, PLACE)];
  const added = Object.entries(limits).map(([resource, amount]) =>
    setIn(document, node, ['resources', 'limits', resource], amount),
  );
  return [...raised, ...added];
}

/** A quantity as it is written in YAML: whole numbers without quotes, but for those that no number holds exactly. */
function asData(quantity: string): string | number {
  return /^(?:0|[1-9]\d{0,14})$/.test(quantity) ? Number(quantity) : quantity;
}
