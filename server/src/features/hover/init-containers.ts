import type { ContainerView } from '../../analysis/model/model.js';
import { functionWord, roleWord } from '../role-label.js';
import { onKey } from './cursor.js';
import { code } from './markdown.js';
import { startOrderText } from './start-order.js';
import { defineMessages, type HoverAnswer, type HoverPlace } from './topic.js';

export const initContainersMessages = defineMessages({
  id: 'hover-init-containers',
  messages: {
    what: '**Init containers** run one after the other, each to its end, before the app containers start. What they prepare reaches the others through volumes.',
    failing:
      'One that fails is tried again, or fails the Pod if its restartPolicy is Never. All run again when the Pod is set up anew, so they have to bear repetition.',
    native:
      'An entry with {policy} is a native sidecar: the next one starts as soon as it has started, and it runs on until the app containers have ended.',
    entry: '{container}: {role}',
    entryOf: '{container}: {role}, {function}',
    more: 'And {count} more.',
  },
});

const own = initContainersMessages;

const MAX_ENTRIES = 6;

/** The `initContainers` key: how they run, in which order, and what each one is for. */
export function initContainersTopic(place: HoverPlace): HoverAnswer | undefined {
  const span = onKey(place.pod.spec.node, 'initContainers', place.offset);
  if (!span) return undefined;
  const containers = place.pod.spec.containers.filter(({ list }) => list === 'initContainers');
  const order = startOrderText(place);
  const native = place.text(own, 'native', { policy: code('restartPolicy: Always') });
  const entries = containers.slice(0, MAX_ENTRIES).map((container) => entryText(place, container));
  const count = containers.length - MAX_ENTRIES;
  const more = count > 0 ? [place.text(own, 'more', { count: String(count) })] : [];
  return {
    span,
    sections: [
      [place.text(own, 'what'), place.text(own, 'failing'), native],
      [...entries, ...more],
      order ? [order] : [],
    ],
  };
}

function entryText(place: HoverPlace, container: ContainerView): string {
  const verdict = place.pod.verdictOf(container);
  const args = { container: code(container.label), role: roleWord(verdict.role, place.translation) };
  if (verdict.function === 'other' || verdict.function === 'app') return place.text(own, 'entry', args);
  return place.text(own, 'entryOf', { ...args, function: functionWord(verdict.function, place.translation) });
}
