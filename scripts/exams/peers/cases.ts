import { join } from 'node:path';
import { isMap, isScalar, parseDocument } from 'yaml';
import { type ListEntry, readList, readText } from '../json-list.js';
import { UsageError } from '../usage-error.js';

/** A file of another linter's tests, with what that linter says about one thing in it. */
export interface Case {
  /** Its place in the list, for reports. */
  readonly name: string;
  /** What is asked, `resources.cpu-limit-missing`. */
  readonly concept: string;
  /** How near it is to our own ground, `core`. */
  readonly tier: string;
  readonly flagged: boolean;
  readonly path: string;
  readonly text: string;
  /** What is read together with the file. */
  readonly beside: readonly { readonly path: string; readonly text: string }[];
  /** `Deployment/web`; undefined where the whole file is meant. */
  readonly object: string | undefined;
  readonly container: string | undefined;
}

/** Reads the cases of a list, each with its files below `folder/<peer>/`. Throws a `UsageError` for what cannot be read. */
export function readCases(folder: string, list: string): readonly Case[] {
  return readList(list, 'cases').map((entry, index) => readCase(entry, index, folder));
}

function readCase(entry: ListEntry, index: number, folder: string): Case {
  const { peer, concept, file, expect, tier, fragment, object, container } = entry;
  if (typeof peer !== 'string' || typeof concept !== 'string' || typeof file !== 'string' || !isVerdict(expect)) {
    throw new UsageError(`case ${index + 1} needs a peer, a concept, a file, and flag or clean as what to expect`);
  }
  const path = join(folder, peer, file);
  const others = Array.isArray(entry['with']) ? entry['with'].filter((each) => typeof each === 'string') : [];
  return {
    name: typeof fragment === 'string' ? `${peer}/${file} ${fragment}` : `${peer}/${file}`,
    concept,
    tier: typeof tier === 'string' ? tier : 'core',
    flagged: expect === 'flag',
    path,
    text: typeof fragment === 'string' ? fragmentOf(readText(path), fragment) : readText(path),
    beside: others.map((each) => ({ path: join(folder, peer, each), text: readText(join(folder, peer, each)) })),
    object: typeof object === 'string' ? object : undefined,
    container: typeof container === 'string' ? container : undefined,
  };
}

/** The manifest at a path such as `kubernetes.good[0]`, which stands there as text or as YAML of its own. */
function fragmentOf(text: string, fragment: string): string {
  const path = fragment.match(/[^.[\]]+/g)?.map((step) => (/^\d+$/.test(step) ? Number(step) : step)) ?? [];
  const node = parseDocument(text).getIn(path, true);
  if (isScalar(node) && typeof node.value === 'string') return node.value;
  if (isMap(node)) return JSON.stringify(node.toJSON());
  throw new UsageError(`there is no manifest at ${fragment}`);
}

function isVerdict(value: unknown): value is 'flag' | 'clean' {
  return value === 'flag' || value === 'clean';
}
