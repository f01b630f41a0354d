import type { ContainerView } from '../../analysis/model/model.js';
import type { RoleVerdict } from '../../analysis/roles/role.js';
import { type Span, touches } from '../../syntax/span.js';
import { certaintyText, changeTexts } from '../role-explanation.js';
import { functionWord } from '../role-label.js';
import { evidenceLines } from './container-evidence.js';
import { needLines } from './container-needs.js';
import { onPair } from './cursor.js';
import { code, escaped } from './markdown.js';
import { defineMessages, type HoverAnswer, type HoverPlace } from './topic.js';

export const containerMessages = defineMessages({
  id: 'hover-container',
  messages: {
    main: '{name} is a **main** container{function}, {certainty}',
    onlyMain: '{name} is the **main** container{function}, {certainty}',
    sidecar: '{name} is a **sidecar**{function}, {certainty}',
    ambassador: '{name} is an **ambassador**{function}, {certainty}',
    adapter: '{name} is an **adapter**{function}, {certainty}',
    init: '{name} is an **init** container{function}, {certainty}',
    function: ' ({function})',
    native:
      'It runs as a native sidecar: an init container with {policy}, started before the app containers and stopped after them.',
    debug: 'It was put into the running Pod to look around; a Pod cannot be made with it.',
  },
});

/** What each pattern is. */
export const patternMessages = defineMessages({
  id: 'hover-pattern',
  messages: {
    main: 'A main container does what the Pod exists for. The others feed it, extend it, shield it or speak for it, and share its life.',
    sidecar:
      'A sidecar adds something to the main container without changing it, through what a Pod shares: volumes, network, lifetime. It can be built, replaced and limited on its own.',
    ambassador:
      "An ambassador carries the main container's connections to the outside: the main container dials localhost and need not know what stands behind. Discovery, routing, retries and encryption are the ambassador's business.",
    adapter:
      'An adapter shows the main container to the outside in a form that every reader knows, such as metrics or log lines of one format. The main container stays as it is.',
    init: 'An init container prepares something and ends before the app containers start. It runs again whenever the Pod is set up anew, so it has to bear repetition.',
  },
});

const own = containerMessages;

/**
 * A container, at its name or anywhere on the first line of its item: its role, why, what its pattern still lacks, and
 * what would change the verdict.
 */
export function containerTopic(place: HoverPlace): HoverAnswer | undefined {
  for (const container of place.pod.spec.containers) {
    const span = spanAt(place, container);
    if (span) return { span, sections: sectionsOf(place, container) };
  }
  return undefined;
}

function spanAt({ pod, offset }: HoverPlace, { node, name, anchor }: ContainerView): Span | undefined {
  const onName = onPair(node, 'name', offset);
  if (onName) return name && touches(name.span, offset) ? anchor : onName;
  const line = firstLine(pod.manifest.document.text, node.span);
  return node.block && touches(line, offset) ? line : undefined;
}

/** The first line of an item with its dash, from the first character that is no blank. */
function firstLine(text: string, { start }: Span): Span {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const end = text.indexOf('\n', start);
  return { start: start - before.trimStart().length, end: end < 0 ? text.length : end };
}

function sectionsOf(place: HoverPlace, container: ContainerView): readonly (readonly string[])[] {
  const verdict = place.pod.verdictOf(container);
  const native = verdict.native ? [place.text(own, 'native', { policy: code('restartPolicy: Always') })] : [];
  const debug = container.lifecycle === 'ephemeral' ? [place.text(own, 'debug')] : [];
  return [
    [headline(place, container, verdict), ...native, ...debug],
    [place.text(patternMessages, verdict.role)],
    evidenceLines(place, verdict),
    needLines(place, container),
    changeTexts(place.pod, verdict, { code, plain: escaped }, place.translation),
  ];
}

function headline(place: HoverPlace, container: ContainerView, verdict: RoleVerdict): string {
  const mains = place.pod.spec.containers.filter((each) => place.pod.verdictOf(each).role === 'main');
  const silent = verdict.function === 'other' || verdict.function === 'app';
  return place.text(own, verdict.role === 'main' && mains.length === 1 ? 'onlyMain' : verdict.role, {
    name: `**${code(container.label)}**`,
    function: silent
      ? ''
      : place.text(own, 'function', { function: functionWord(verdict.function, place.translation) }),
    certainty: certaintyText(verdict, place.translation),
  });
}
