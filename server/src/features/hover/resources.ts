import { binaryText, exactText, isInBytes } from '../../analysis/facts/amounts.js';
import type { QuantityView, ResourcesView } from '../../analysis/model/model.js';
import { touches } from '../../syntax/span.js';
import { onKey } from './cursor.js';
import { code, escaped } from './markdown.js';
import { qosLines, totalsLines } from './pod-resources.js';
import { defineMessages, type HoverAnswer, type HoverPlace } from './topic.js';

export const resourcesMessages = defineMessages({
  id: 'hover-resources',
  messages: {
    resources: '**Resources** of {owner}: what it is promised, and what it may take at most.',
    requests: '**Requests** of {owner}: what the scheduler sets aside on a node, whether it is used or not.',
    limits: '**Limits** of {owner}: what it may take at most.',
    pod: 'the Pod as a whole',
    entry: '{kind} {resource}: {amount}',
    unschedulable: 'A Pod that requests more than any node has left stays Pending.',
    defaulted: 'A request that is missing here is filled in from the limit.',
    bytes: '{count} bytes ({binary})',
    fewBytes: '{count} bytes',
    oneCore: '1 core',
    cores: '{count} cores',
    coreFraction: '{count} core',
    pieces: '{count}',
    request: '{text} = {amount} · {resource} request of {owner}',
    limit: '{text} = {amount} · {resource} limit of {owner}',
    noQuantity:
      '{text} is no quantity: after the number stands nothing, one of n u m k M G T P E, or one of Ki Mi Gi Ti Pi Ei.',
    templated: '{text} is filled in by a template, so its amount is not known here.',
    cpuRequest: 'So much is set aside on the node, and when the node is busy its time is shared out by these numbers.',
    cpuLimit: 'Whoever wants more is made to wait, not stopped.',
    memoryRequest:
      'So much is set aside on the node. Who uses more than that is evicted first when the node runs short.',
    memoryLimit: 'Whoever takes more is killed (OOMKilled) and started again as the restart policy says.',
    otherRequest: 'So much is set aside on the node.',
    otherLimit: 'It gets no more than this.',
  },
});

const own = resourcesMessages;

/** Resources of a container or of the pod: the key, its two parts, and every quantity with what it amounts to. */
export function resourcesTopic(place: HoverPlace): HoverAnswer | undefined {
  const { spec } = place.pod;
  const answer = spec.resources && answerIn(place, spec.resources, place.text(own, 'pod'));
  if (answer) return answer;
  for (const { resources, label } of spec.containers) {
    const found = resources && answerIn(place, resources, code(label));
    if (found) return found;
  }
  return undefined;
}

function answerIn(place: HoverPlace, resources: ResourcesView, owner: string): HoverAnswer | undefined {
  const { offset } = place;
  for (const kind of ['requests', 'limits'] as const) {
    for (const [resource, quantity] of resources[kind]) {
      const span = [quantity.span, quantity.keySpan].find((each) => touches(each, offset));
      if (span) return { span, sections: quantitySections(place, kind, resource, quantity, owner) };
    }
    const keySpan = onKey(resources.node, kind, offset);
    if (keySpan) return { span: keySpan, sections: partSections(place, resources, kind, owner) };
  }
  if (!touches(resources.keySpan, offset)) return undefined;
  const entries = [...entryLines(place, resources, 'requests'), ...entryLines(place, resources, 'limits')];
  return {
    span: resources.keySpan,
    sections: [
      [place.text(own, 'resources', { owner }), ...entries],
      [...totalsLines(place), ...qosLines(place)],
    ],
  };
}

function partSections(
  place: HoverPlace,
  resources: ResourcesView,
  kind: 'requests' | 'limits',
  owner: string,
): readonly (readonly string[])[] {
  const note = place.text(own, kind === 'requests' ? 'unschedulable' : 'defaulted');
  return [
    [place.text(own, kind, { owner }), ...entryLines(place, resources, kind)],
    [note, ...totalsLines(place), ...qosLines(place)],
  ];
}

function entryLines(place: HoverPlace, resources: ResourcesView, kind: 'requests' | 'limits'): readonly string[] {
  return [...resources[kind]].map(([resource, quantity]) =>
    place.text(own, 'entry', { kind, resource: escaped(resource), amount: amountText(place, resource, quantity) }),
  );
}

function quantitySections(
  place: HoverPlace,
  kind: 'requests' | 'limits',
  resource: string,
  quantity: QuantityView,
  owner: string,
): readonly (readonly string[])[] {
  const text = code(quantity.value);
  if (quantity.templated) return [[place.text(own, 'templated', { text })]];
  if (quantity.nanos === undefined) return [[place.text(own, 'noQuantity', { text })]];
  const args = { text, amount: amountText(place, resource, quantity), resource: escaped(resource), owner };
  return [
    [place.text(own, kind === 'requests' ? 'request' : 'limit', args), meaningText(place, kind, resource)],
    [...totalsLines(place, [resource]), ...qosLines(place)],
  ];
}

function meaningText(place: HoverPlace, kind: 'requests' | 'limits', resource: string): string {
  if (resource === 'cpu') return place.text(own, kind === 'requests' ? 'cpuRequest' : 'cpuLimit');
  if (resource === 'memory') return place.text(own, kind === 'requests' ? 'memoryRequest' : 'memoryLimit');
  return place.text(own, kind === 'requests' ? 'otherRequest' : 'otherLimit');
}

/** The amount in bytes, cores or pieces; the text as written where it is no quantity. */
function amountText(place: HoverPlace, resource: string, { nanos, value }: QuantityView): string {
  if (nanos === undefined) return code(value);
  const count = exactText(nanos);
  if (isInBytes(resource)) {
    const binary = binaryText(nanos);
    return binary ? place.text(own, 'bytes', { count, binary }) : place.text(own, 'fewBytes', { count });
  }
  if (resource !== 'cpu') return place.text(own, 'pieces', { count });
  if (count === '1') return place.text(own, 'oneCore');
  return place.text(own, count.startsWith('0') ? 'coreFraction' : 'cores', { count });
}
