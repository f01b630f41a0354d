import type { Located, TextEdit } from '../../syntax/span.js';
import type { LocalAddress } from '../commands/local-addresses.js';
import type { RemoteAddress } from '../conditions/remote-addresses.js';
import { isPortBeside } from '../conditions/unanswered-dials.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';

/** The text with the port that an address means: `localhost:5433` itself, or the `5433` of `DB_PORT` beside `DB_HOST`. */
export function dialedPortPlace(
  { env }: ContainerView,
  { value, through }: LocalAddress,
  port: number,
): Located<string> {
  if (value.value.includes(`:${port}`)) return value;
  const beside = env.find((each) => each.value?.value === String(port) && isPortBeside(through, each.name.value));
  return beside?.value ?? value;
}

/** Puts another port where the text says which one is dialed; none where it does not stand there as it is. */
export function replaceDialedPort(
  { manifest: { document } }: Pod,
  { span }: Located<string>,
  from: number,
  to: number,
): readonly TextEdit[] {
  const text = document.text.slice(span.start, span.end);
  const whole = /^["']?\d+["']?$/.test(text);
  const place = new RegExp(whole ? `${from}` : String.raw`(?<=(?:localhost|127\.0\.0\.1|\[::1\]):)${from}(?!\d)`, 'g');
  return [...text.matchAll(place)].map(({ index }) => {
    const start = span.start + index;
    return { span: { start, end: start + String(from).length }, newText: String(to) };
  });
}

/** Puts localhost and a port of the pod in the place of another host; undefined where the port stands elsewhere. */
export function dialLocally(
  { manifest: { document } }: Pod,
  { host, port, value, offset }: RemoteAddress,
  own: number,
): TextEdit | undefined {
  const text = document.text.slice(value.span.start, value.span.end);
  const index = text.indexOf(host, offset);
  const digits = /^:\d+/.exec(text.slice(index + host.length))?.[0];
  if (index < 0 || (digits === undefined && port !== own)) return undefined;
  const start = value.span.start + index;
  const end = start + host.length + (digits?.length ?? 0);
  return { span: { start, end }, newText: digits === undefined ? '127.0.0.1' : `127.0.0.1:${own}` };
}
