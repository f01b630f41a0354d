import type { PodSpecView } from '../model/model.js';

/** `true` as products written in Go read it (strconv.ParseBool). */
export function isTrue(text: string | undefined): boolean {
  return text !== undefined && /^(?:1|t|T|TRUE|true|True)$/.test(text);
}

/** `false` as products written in Go read it (strconv.ParseBool). */
export function isFalse(text: string | undefined): boolean {
  return text !== undefined && /^(?:0|f|F|FALSE|false|False)$/.test(text);
}

/** The port that an annotation gives; the product's own where it is missing or no port. */
export function portOf({ annotations }: PodSpecView, key: string, otherwise: number): number {
  const text = annotations.get(key)?.value ?? '';
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port > 0 && port < 65_536 ? port : otherwise;
}
