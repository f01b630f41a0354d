import type { Located, TextEdit } from '../../syntax/span.js';
import type { LocalAddress } from '../commands/local-addresses.js';
import { isPortBeside } from '../conditions/unanswered-dials.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';

/** The text that says which port an address means: `localhost:5433` itself, or the `5433` of `DB_PORT` beside `DB_HOST`. */
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
