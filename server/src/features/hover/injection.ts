import type { InjectedContainer } from '../../analysis/injection/injector.js';
import { touches } from '../../syntax/span.js';
import { roleWord } from '../role-label.js';
import { code, escaped } from './markdown.js';
import { defineMessages, type HoverAnswer, type HoverPlace } from './topic.js';

export const injectionMessages = defineMessages({
  id: 'hover-injection',
  messages: {
    title: '**Injection** by {product}: where it is installed, it adds to the Pod when that is made',
    container: '{name}: **{role}**',
    first: '{name}: **{role}**, before the init containers of this manifest',
    last: '{name}: **{role}**, after the init containers of this manifest',
    native: '{name}: **{role}**, as a native sidecar unless the installation says otherwise',
    'mesh-proxy':
      'A mesh proxy is a sidecar rather than an ambassador: it carries connections from the Pod and into it, secures them and reports on them, and the application need not know.',
    'application-runtime':
      'The application calls it on localhost. It is a sidecar rather than an ambassador: it also calls the application, and keeps state for it.',
    redirection: "The init container redirects the Pod's traffic to the proxy and ends.",
    'secrets-before':
      'The init container puts secrets into a volume in memory and ends; the others read them as files.',
    'secrets-beside': 'The sidecar renews those files as long as the Pod runs.',
    'agent-copy':
      'The init container copies an agent into a volume and ends; the application is started with that agent.',
    'agent-beside': 'The sidecar watches the process of the application and reports on it.',
    collector: 'The sidecar takes what the application tells about itself, and sends it on.',
    ports: 'It takes these ports, which no other container of the Pod can listen on: {ports}.',
    override: 'A container of the same name in the manifest takes its place or changes it.',
  },
});

const own = injectionMessages;

/** A label or annotation that has containers injected, at its key or value: which ones, why, and what they take. */
export function injectionTopic(place: HoverPlace): HoverAnswer | undefined {
  const { pod, offset } = place;
  const asked = pod.injected.filter(({ trigger }) =>
    [trigger.keySpan, trigger.span].some((span) => touches(span, offset)),
  );
  const [first] = asked;
  if (!first) return undefined;
  const { keySpan, span } = first.trigger;
  return {
    span: touches(span, offset) ? span : keySpan,
    sections: [
      [place.text(own, 'title', { product: escaped(first.injector.product) })],
      asked.map((each) => containerLine(place, each)),
      [...reasons(place, asked), ...portLines(place, asked)],
      [place.text(own, 'override')],
    ],
  };
}

/** The injected containers in one line, as ghosts beside those of the manifest; nothing where there are none. */
export function ghostNames({ pod, translation }: HoverPlace): string {
  return pod.injected.map(({ name, role }) => `${code(name)} (${roleWord(role, translation)})`).join(', ');
}

function containerLine(place: HoverPlace, { name, role, lifecycle, order }: InjectedContainer): string {
  const id = lifecycle === 'sidecar' ? 'native' : (order ?? 'container');
  return place.text(own, id, { name: code(name), role: roleWord(role, place.translation) });
}

/** Why they have these roles; each reason once. */
function reasons(place: HoverPlace, asked: readonly InjectedContainer[]): readonly string[] {
  return [...new Set(asked.map(({ purpose }) => purpose))].map((purpose) => place.text(own, purpose));
}

function portLines(place: HoverPlace, asked: readonly InjectedContainer[]): readonly string[] {
  const ports = [...new Set(asked.flatMap((each) => each.ports))].sort((one, other) => one - other);
  if (ports.length === 0) return [];
  return [place.text(own, 'ports', { ports: ports.map((port) => code(String(port))).join(', ') })];
}
