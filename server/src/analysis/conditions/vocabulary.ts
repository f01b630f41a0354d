import { nodeOf, resolve } from '../../syntax/access.js';
import type { YamlMap, YamlNode } from '../../syntax/nodes.js';
import { oncePer } from '../../syntax/once-per.js';
import type { Located } from '../../syntax/span.js';

/** The words that a field takes, by its path from a map; `[]` stands for every item of a list. */
export type Vocabulary = Readonly<Record<string, readonly string[]>>;

/** A text that is none of the words of its place. */
export interface UnknownWord extends Located<string> {
  readonly path: string;
  readonly words: readonly string[];
}

/** Every text in a map that is none of the words of its place; an empty one, and what is no text, is left out. */
export function unknownWords(map: YamlMap, vocabulary: Vocabulary): readonly UnknownWord[] {
  return wordsIn(map, levelsOf(vocabulary));
}

/** A vocabulary by the steps of its paths, so that each entry of a manifest is looked at once. */
interface Level {
  readonly next: Map<string, Level>;
  /** Where a path ends: itself and its words. */
  end?: { readonly path: string; readonly words: readonly string[] };
}

const levelsOf = oncePer((vocabulary: Vocabulary): Level => {
  const top: Level = { next: new Map() };
  for (const [path, words] of Object.entries(vocabulary)) levelAt(top, path.split('.')).end = { path, words };
  return top;
});

function levelAt(level: Level, [step, ...rest]: readonly string[]): Level {
  if (step === undefined) return level;
  let below = level.next.get(step);
  if (!below) {
    below = { next: new Map() };
    level.next.set(step, below);
  }
  return levelAt(below, rest);
}

const NONE: readonly UnknownWord[] = [];

function wordsIn(node: YamlNode | undefined, { next, end }: Level): readonly UnknownWord[] {
  if (node?.kind === 'scalar') {
    const { value, span } = node;
    const isUnknown = end && typeof value === 'string' && value !== '' && !end.words.includes(value);
    return isUnknown ? [{ value, span, ...end }] : NONE;
  }
  if (node?.kind === 'seq') {
    const item = next.get('[]');
    return item ? node.items.flatMap((each) => wordsIn(resolve(each), item)) : NONE;
  }
  if (node?.kind !== 'map') return NONE;
  const found: UnknownWord[] = [];
  for (const step of stepsInto(node, next)) {
    const below = next.get(step);
    if (below) found.push(...wordsIn(nodeOf(node, step), below));
  }
  return found;
}

/** The steps for which a map has an entry; every one where others are merged into it. */
function stepsInto({ pairs }: YamlMap, next: ReadonlyMap<string, Level>): Iterable<string> {
  const steps = new Set<string>();
  for (const { key } of pairs) {
    if (key === '<<') return next.keys();
    if (key !== undefined && next.has(key)) steps.add(key);
  }
  return steps;
}
