import type { YamlDocument } from './nodes.js';
import { oncePer } from './once-per.js';

/** Offset of the first character of each line; made when first asked for. Lines end at `\n`, with or without `\r`. */
export const lineStartsOf = oncePer((document: YamlDocument): readonly number[] => findLineStarts(document.text));

export function countLineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** Index of the last element whose `key` is not above `value`; 0 where all are. The elements are sorted by it. */
export function lastNotAbove<T>(elements: readonly T[], value: number, key: (element: T) => number): number {
  let low = 0;
  let high = elements.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const element = elements[middle];
    if (element !== undefined && key(element) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
