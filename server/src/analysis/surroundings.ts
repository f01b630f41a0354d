import type { YamlDocument } from '../syntax/nodes.js';
import type { ConfigMapView, Manifest, PodSpecView, ServiceView } from './model/model.js';
import { readNeighbours } from './model/neighbours.js';

/** The other objects of a file (later: of a workspace) that say something about its pods. Immutable. */
export interface Surroundings {
  /** Services of the pod's namespace whose selector matches its labels, in source order. */
  servicesOf(spec: PodSpecView): readonly ServiceView[];
  /** ConfigMaps of the pod's namespace that it mounts or takes its environment from, in source order. */
  configMapsOf(spec: PodSpecView): readonly ConfigMapView[];
}

export const NO_SURROUNDINGS: Surroundings = { servicesOf: () => [], configMapsOf: () => [] };

interface Made {
  readonly documents: readonly YamlDocument[];
  readonly surroundings: Surroundings;
}

/** The surroundings last made from a list of documents, by the first of them. */
const cache = new WeakMap<YamlDocument, Made>();

/**
 * The Services and ConfigMaps of a file's documents. Only documents that hold one count: as long as these are the same
 * objects in the same order, the very same surroundings are returned.
 */
export function surroundingsOf(documents: readonly YamlDocument[]): Surroundings {
  const counting = documents.filter(hasNeighbours);
  const [first] = counting;
  if (!first) return NO_SURROUNDINGS;
  const known = cache.get(first);
  if (known && sameItems(known.documents, counting)) return known.surroundings;
  const surroundings = build(counting);
  cache.set(first, { documents: counting, surroundings });
  return surroundings;
}

/** Whether two lists hold the very same objects in the same order. */
export function sameItems<T>(some: readonly T[], others: readonly T[]): boolean {
  return some.length === others.length && some.every((item, index) => item === others[index]);
}

function hasNeighbours(document: YamlDocument): boolean {
  const { services, configMaps } = readNeighbours(document);
  return services.length > 0 || configMaps.length > 0;
}

function build(documents: readonly YamlDocument[]): Surroundings {
  const neighbours = documents.map(readNeighbours);
  const services = indexed(
    neighbours.flatMap((each) => each.services),
    selectorKeyOf,
  );
  const configMaps = indexed(
    neighbours.flatMap((each) => each.configMaps),
    ({ manifest }) => manifest.name && keyOf(manifest, manifest.name.value),
  );
  return {
    servicesOf: (spec) =>
      inOrder(
        services,
        [...spec.labels].map(([label, { value }]) => keyOf(spec.manifest, label, value)),
      ).filter(({ selector }) => [...selector].every(([label, value]) => spec.labels.get(label)?.value === value)),
    configMapsOf: (spec) =>
      inOrder(
        configMaps,
        [...configMapNamesOf(spec)].map((name) => keyOf(spec.manifest, name)),
      ),
  };
}

/** A Service is looked up by the first label that it selects; one that selects nothing is never found. */
function selectorKeyOf({ manifest, selector }: ServiceView): string | undefined {
  const [pair] = selector;
  return pair && keyOf(manifest, ...pair);
}

/** NUL stands in no name, label or namespace that the API server takes. */
function keyOf({ namespace }: Manifest, ...parts: readonly string[]): string {
  return [namespace?.value ?? '', ...parts].join('\0');
}

function configMapNamesOf(spec: PodSpecView): ReadonlySet<string> {
  const sources = spec.containers.flatMap(({ env, envFrom }) => [...envFrom, ...env.flatMap(({ from }) => from ?? [])]);
  return new Set([
    ...spec.volumes.flatMap(({ configMaps }) => configMaps.map(({ value }) => value)),
    ...sources.flatMap(({ kind, name }) => (kind === 'configMap' ? [name.value] : [])),
  ]);
}

/** Items by key, each with its place in the list that it came from. */
type Index<T> = ReadonlyMap<string, readonly (readonly [place: number, item: T])[]>;

function indexed<T>(items: readonly T[], keyOf: (item: T) => string | undefined): Index<T> {
  const index = new Map<string, (readonly [number, T])[]>();
  for (const [place, item] of items.entries()) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = index.get(key);
    if (group) group.push([place, item]);
    else index.set(key, [[place, item]]);
  }
  return index;
}

function inOrder<T>(index: Index<T>, keys: readonly string[]): readonly T[] {
  return keys
    .flatMap((key) => index.get(key) ?? [])
    .sort(([place], [other]) => place - other)
    .map(([, item]) => item);
}
