import { setIn } from '../../syntax/edit.js';
import type { TextEdit } from '../../syntax/span.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';

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
