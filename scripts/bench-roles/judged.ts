import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContainerView } from '../../server/src/analysis/model/model.js';
import type { Pod } from '../../server/src/analysis/pod.js';
import { analyzeSource } from '../../server/src/features/analyzed-source.js';
import { openSource } from '../../server/src/syntax/source.js';
import { type Label, MANIFEST_ENDING, manifestName } from './labels.js';
import { UsageError } from './usage-error.js';

/** A pod of a file; spans in it count from `start`. */
export interface PlacedPod {
  readonly pod: Pod;
  readonly start: number;
}

/** A label with the container that it speaks of; undefined where the analysis has none there. */
export interface Labelled {
  readonly label: Label;
  readonly found: (PlacedPod & { readonly container: ContainerView }) | undefined;
}

/** The text of every manifest of a folder, by its name without the ending. Throws `UsageError` where there is none. */
export function readManifests(folder: string): ReadonlyMap<string, string> {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => MANIFEST_ENDING.test(name));
  } catch {
    throw new UsageError(`${folder} is no folder that can be read`);
  }
  if (names.length === 0) throw new UsageError(`${folder} holds no .yaml, .yml or .json file`);
  return new Map(names.sort().map((name) => [manifestName(name), readFileSync(join(folder, name), 'utf8')]));
}

/** Finds the containers that the labels speak of. */
export function findLabelled(texts: ReadonlyMap<string, string>, labels: readonly Label[]): Labelled[] {
  const pods = new Map<string, readonly PlacedPod[]>();
  const taken = new Set<ContainerView>();
  return labels.map((label) => {
    const inFile = pods.get(label.file) ?? podsOf(texts.get(label.file) ?? '');
    pods.set(label.file, inFile);
    const found = find(inFile, label, taken);
    if (found) taken.add(found.container);
    return { label, found };
  });
}

function podsOf(text: string): readonly PlacedPod[] {
  return analyzeSource(openSource('file:///manifest.yaml', 0, text)).flatMap(({ part, analysis }) =>
    analysis.pods.map((pod) => ({ pod, start: part.start })),
  );
}

/** Two labels never mean the same container: of equal ones the next is taken. */
function find(pods: readonly PlacedPod[], label: Label, taken: ReadonlySet<ContainerView>): Labelled['found'] {
  const list = label.init ? 'initContainers' : 'containers';
  for (const { pod, start } of pods) {
    if (label.podPath !== undefined && label.podPath !== pathText(pod)) continue;
    const container = pod.spec.containers.find(
      (each) => each.list === list && each.index === label.index && (each.name?.value ?? '') === label.container,
    );
    if (container && !taken.has(container)) return { pod, start, container };
  }
  return undefined;
}

/** `items[0].spec.template.spec`. */
function pathText({ spec }: Pod): string {
  return spec.path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}
