import { shortAmount } from '../../analysis/facts/amounts.js';
import { podTotals, type ResourceTotal } from '../../analysis/facts/pod-totals.js';
import { type QosGap, qosClass } from '../../analysis/facts/qos-class.js';
import { code, escaped } from './markdown.js';
import { defineMessages, type HoverPlace } from './topic.js';

export const podResourcesMessages = defineMessages({
  id: 'hover-pod-resources',
  messages: {
    both: 'This Pod requests {requests} and is limited to {limits}.',
    requestsOnly: 'This Pod requests {requests} and has no limits.',
    limitsOnly: 'This Pod is limited to {limits}.',
    nothing: 'This Pod requests nothing and has no limits.',
    amount: '{amount} {resource}',
    atLeast: 'at least {amount} {resource}',
    settledBy:
      'Its {resource} request is settled by init container {container}, whose turn needs more than what runs later.',
    unbounded: 'No {resource} limit holds for {containers}, so the limits do not bound the Pod.',
    guaranteed: 'QoS class **Guaranteed**: every container has limits for cpu and memory and requests just as much.',
    burstable: 'QoS class **Burstable**, because {gaps}.',
    bestEffort:
      'QoS class **BestEffort**, because no container requests or limits cpu or memory: the first to be evicted.',
    uncertain: 'Some values come from a template or are no quantities, so this may come out differently.',
    fragment: 'This manifest is a part of one: what is completed elsewhere does not count here.',
    noLimit: '{container} has no {resource} limit',
    noLimits: '{container} has no cpu and no memory limit',
    requestBelow: '{container} requests less {resource} than its limit',
    podItself: 'the Pod as a whole',
    more: '{gaps}, and {count} more',
  },
});

const own = podResourcesMessages;

/** The pod's totals for some resources (cpu and memory, where none are named), in one to three lines. */
export function totalsLines(place: HoverPlace, resources: readonly string[] = ['cpu', 'memory']): readonly string[] {
  const totals = podTotals(place.pod.spec);
  const requests = amountsText(place, totals.requests, resources);
  const limits = amountsText(place, totals.limits, resources);
  return [
    totalsLine(place, requests, limits),
    ...settledLines(place, totals.requests, resources),
    ...unboundedLines(place, totals.limits, resources),
  ];
}

/** The class and why it is not a better one, and what makes that uncertain. */
export function qosLines(place: HoverPlace): readonly string[] {
  const { name, gaps, certain } = qosClass(place.pod.spec);
  const uncertain = [
    ...(certain ? [] : [place.text(own, 'uncertain')]),
    ...(place.pod.spec.fragment ? [place.text(own, 'fragment')] : []),
  ];
  if (name === 'Guaranteed') return [place.text(own, 'guaranteed'), ...uncertain];
  if (name === 'BestEffort') return [place.text(own, 'bestEffort'), ...uncertain];
  return [place.text(own, 'burstable', { gaps: gapsText(place, gaps) }), ...uncertain];
}

function totalsLine(place: HoverPlace, requests: string, limits: string): string {
  if (requests && limits) return place.text(own, 'both', { requests, limits });
  if (requests) return place.text(own, 'requestsOnly', { requests });
  return limits ? place.text(own, 'limitsOnly', { limits }) : place.text(own, 'nothing');
}

function amountsText(
  place: HoverPlace,
  totals: ReadonlyMap<string, ResourceTotal>,
  resources: readonly string[],
): string {
  return resources
    .flatMap((resource) => {
      const total = totals.get(resource);
      if (!total) return [];
      const amount = shortAmount(resource, total.nanos);
      return place.text(own, total.unreadable.length > 0 ? 'atLeast' : 'amount', {
        amount,
        resource: escaped(resource),
      });
    })
    .join(', ');
}

function settledLines(
  place: HoverPlace,
  requests: ReadonlyMap<string, ResourceTotal>,
  resources: readonly string[],
): readonly string[] {
  return resources.flatMap((resource) => {
    const settledBy = requests.get(resource)?.settledBy;
    if (!settledBy) return [];
    return [place.text(own, 'settledBy', { resource: escaped(resource), container: code(settledBy.label) })];
  });
}

/** Said of one resource at a time: with two, the class of service says it already. */
function unboundedLines(
  place: HoverPlace,
  limits: ReadonlyMap<string, ResourceTotal>,
  resources: readonly string[],
): readonly string[] {
  const [resource, second] = resources;
  if (resource === undefined || second !== undefined) return [];
  const running = limits.get(resource)?.silent.filter(({ lifecycle }) => lifecycle !== 'init') ?? [];
  if (running.length === 0) return [];
  const containers = running.map(({ label }) => code(label)).join(', ');
  return [place.text(own, 'unbounded', { resource: escaped(resource), containers })];
}

/** The first two gaps; a container without both limits is one gap. */
function gapsText(place: HoverPlace, gaps: readonly QosGap[]): string {
  const texts = gaps.flatMap((gap, index) => {
    const repeats = (other: QosGap | undefined) => other?.container === gap.container && other?.lack === gap.lack;
    if (gap.lack === 'limit' && repeats(gaps[index - 1])) return [];
    const container = gap.container ? code(gap.container.label) : place.text(own, 'podItself');
    const args = { container, resource: gap.resource };
    if (gap.lack === 'request-below-limit') return [place.text(own, 'requestBelow', args)];
    return [place.text(own, repeats(gaps[index + 1]) ? 'noLimits' : 'noLimit', args)];
  });
  const shown = texts.slice(0, 2).join(', ');
  const count = texts.length - 2;
  return count > 0 ? place.text(own, 'more', { gaps: shown, count: String(count) }) : shown;
}
