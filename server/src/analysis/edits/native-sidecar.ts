import { entryOf } from '../../syntax/access.js';
import { inOrder, insertEntry } from '../../syntax/edit.js';
import { cutItem, pasteItem, pasteList } from '../../syntax/edit-move.js';
import type { TextEdit } from '../../syntax/span.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';
import type { KubernetesRange } from '../rules/rule.js';
import { addStartupProbe } from './add-startup-probe.js';

/** Native sidecars came in 1.28 behind a feature gate and are there by default since 1.29 (KEP-753). */
export const NATIVE_SIDECARS: KubernetesRange = { from: '1.29' };

/** Makes an init container a native sidecar; undefined where it has another restart policy. */
export function addRestartPolicyAlways({ manifest: { document } }: Pod, { node }: ContainerView): TextEdit | undefined {
  if (entryOf(node, 'restartPolicy')) return undefined;
  return insertEntry(document, node, 'restartPolicy', 'Always', ['name', 'image', 'imagePullPolicy']);
}

/**
 * Moves an entry of `containers`, with its comments, to the end of `initContainers` and makes it a native sidecar; with a
 * startup probe, where others dial it and one can be made, since they start after it from then on.
 * Undefined in the result where its lines cannot be moved as they are.
 */
export function moveToInitContainers(pod: Pod, container: ContainerView): readonly (TextEdit | undefined)[] {
  const { document } = pod.manifest;
  const { node } = pod.spec;
  const cut = cutItem(document, container.listNode, container.index, changesFor(pod, container));
  if (!cut) return [undefined];
  const init = entryOf(node, 'initContainers');
  if (!init) return [pasteList(document, node, 'containers', 'initContainers', cut), cut.removal];
  if (init.value?.kind !== 'seq') return [undefined];
  return [pasteItem(document, init.value, cut), cut.removal];
}

/** What makes it a native sidecar that others can wait for. */
function changesFor(pod: Pod, container: ContainerView): readonly (TextEdit | undefined)[] {
  const policy = addRestartPolicyAlways(pod, container);
  const dialed = pod.flows.find(({ to, via }) => to === container && via.kind === 'localhost');
  const heldBack = container.hooks.some(({ kind }) => kind === 'postStart');
  if (dialed?.via.kind !== 'localhost' || heldBack) return [policy];
  const both = inOrder([policy, ...addStartupProbe(pod, container, dialed.via.port)]);
  return both.length > 0 ? both : [policy];
}
