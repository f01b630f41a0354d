import type { ContainerView, PodSpecView } from '../../analysis/model/model.js';
import { code } from './markdown.js';
import { defineMessages, type HoverPlace } from './topic.js';

export const startOrderMessages = defineMessages({
  id: 'hover-start-order',
  messages: {
    order: 'Start: {steps}.',
    init: '{container} runs to its end',
    sidecar: '{container} starts and stays',
    together: '{containers} together',
    alone: '{container}',
    more: '{count} more',
  },
});

const own = startOrderMessages;

const MAX_NAMES = 6;

/** Init containers one after the other, then all app containers; undefined for a pod spec without containers. */
export function startOrderText(place: HoverPlace): string | undefined {
  const steps = [...initSteps(place), ...appStep(place)];
  return steps.length > 0 ? place.text(own, 'order', { steps: steps.join(' → ') }) : undefined;
}

function initSteps(place: HoverPlace): readonly string[] {
  const inits = inList(place.pod.spec, 'initContainers');
  const steps = inits
    .slice(0, MAX_NAMES)
    .map(({ lifecycle, label }) =>
      place.text(own, lifecycle === 'sidecar' ? 'sidecar' : 'init', { container: code(label) }),
    );
  return [...steps, ...moreThan(place, inits)];
}

function appStep(place: HoverPlace): readonly string[] {
  const apps = inList(place.pod.spec, 'containers');
  const [first, second] = apps;
  if (!first) return [];
  if (!second) return [place.text(own, 'alone', { container: code(first.label) })];
  const names = apps.slice(0, MAX_NAMES).map(({ label }) => code(label));
  return [place.text(own, 'together', { containers: [...names, ...moreThan(place, apps)].join(', ') })];
}

function moreThan(place: HoverPlace, containers: readonly ContainerView[]): readonly string[] {
  const count = containers.length - MAX_NAMES;
  return count > 0 ? [place.text(own, 'more', { count: String(count) })] : [];
}

function inList(spec: PodSpecView, list: ContainerView['list']): readonly ContainerView[] {
  return spec.containers.filter((container) => container.list === list);
}
