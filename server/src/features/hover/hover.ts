import { NEEDS } from '../../analysis/contracts/contracts.js';
import type { Pod } from '../../analysis/pod.js';
import type { YamlDocument } from '../../syntax/nodes.js';
import { positionAt, type SourceDocument } from '../../syntax/source.js';
import { type Span, shift } from '../../syntax/span.js';
import { type AnalyzedPart, analyzedPartAt } from '../analyzed-source.js';
import { findingsOf } from '../diagnostics.js';
import { type MessageOwner, type Translation, textOf } from '../messages.js';
import { DEFAULT_SETTINGS, type Settings } from '../settings.js';
import { containerMessages, containerTopic, patternMessages } from './container.js';
import { containerEvidenceMessages } from './container-evidence.js';
import { containerNeedsMessages } from './container-needs.js';
import { initContainersMessages, initContainersTopic } from './init-containers.js';
import { injectionMessages, injectionTopic } from './injection.js';
import { link, paragraphs } from './markdown.js';
import { podResourcesMessages } from './pod-resources.js';
import { podSpecMessages, podSpecTopic } from './pod-spec.js';
import { portMessages, portTopic } from './port.js';
import { probeMessages, probeTopic } from './probe.js';
import { resourcesMessages, resourcesTopic } from './resources.js';
import { restartPolicyMessages, restartPolicyTopic } from './restart-policy.js';
import { startOrderMessages } from './start-order.js';
import { defineMessages, type HoverPlace, type HoverTopic } from './topic.js';
import { volumeMessages, volumeTopic } from './volume.js';

/** What to show at a place of a file. */
export interface Hover {
  /** The text that it is about; counts from the file's start. */
  readonly span: Span;
  readonly markdown: string;
}

export interface HoverOptions {
  /** Which findings count as missing; the defaults where absent. */
  readonly settings?: Settings;
  readonly translation?: Translation | undefined;
  /** Address of a place in the file (its span counts from the file's start); absent for clients that follow no links. */
  readonly linkTo?: ((span: Span) => string) | undefined;
}

/** The narrowest subject first: a port's name inside a container's first line is about the port. */
const TOPICS: readonly HoverTopic[] = [
  restartPolicyTopic,
  probeTopic,
  resourcesTopic,
  portTopic,
  volumeTopic,
  initContainersTopic,
  injectionTopic,
  containerTopic,
  podSpecTopic,
];

const lineMessages = defineMessages({ id: 'hover', messages: { line: 'line {line}' } });

/** Every table of templates that a hover uses, for translations. */
export const hoverMessages: readonly MessageOwner[] = [
  lineMessages,
  containerMessages,
  patternMessages,
  containerEvidenceMessages,
  containerNeedsMessages,
  ...NEEDS,
  initContainersMessages,
  restartPolicyMessages,
  startOrderMessages,
  podSpecMessages,
  podResourcesMessages,
  resourcesMessages,
  probeMessages,
  portMessages,
  volumeMessages,
  injectionMessages,
];

/** What can be said about the place at a file offset; undefined where that is nothing. Never throws. */
export function hoverAt(source: SourceDocument, offset: number, options: HoverOptions = {}): Hover | undefined {
  const analyzed = options.settings?.enable === false ? undefined : analyzedPartAt(source, offset);
  if (!analyzed) return undefined;
  for (const pod of analyzed.analysis.pods) {
    const place = placeIn(source, analyzed, pod, offset, options);
    for (const topic of TOPICS) {
      const answer = topic(place);
      if (answer) return { span: shift(answer.span, analyzed.part.start), markdown: paragraphs(answer.sections) };
    }
  }
  return undefined;
}

function placeIn(
  source: SourceDocument,
  { part }: AnalyzedPart,
  pod: Pod,
  offset: number,
  { settings = DEFAULT_SETTINGS, translation, linkTo }: HoverOptions,
): HoverPlace {
  const startOf = (document: YamlDocument) => source.parts.find((each) => each.document === document)?.start;
  return {
    pod,
    offset: offset - part.start,
    get findings() {
      return findingsOf(source, settings).filter((finding) => finding.part === part);
    },
    text: (owner, id, args = {}) => textOf(owner, { id, args }, translation),
    translation,
    line(span, document = part.document) {
      const absolute = shift(span, document === part.document ? part.start : (startOf(document) ?? part.start));
      const line = String(positionAt(source, absolute.start).line + 1);
      const text = textOf(lineMessages, { id: 'line', args: { line } }, translation);
      return linkTo ? link(text, linkTo(absolute)) : text;
    },
  };
}
