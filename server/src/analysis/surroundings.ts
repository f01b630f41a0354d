import type { YamlDocument } from '../syntax/nodes.js';
import type { ConfigMapView, Manifest, PodSpecView, SecretView, ServiceView } from './model/model.js';
import { type NamedObject, type Neighbours, readNeighbours } from './model/neighbours.js';

/** The other objects of a file, and of the files that belong to it, that say something about its pods. Immutable. */
export interface Surroundings {
  /** Services of the pod's namespace whose selector matches its labels, in source order. */
  servicesOf(spec: PodSpecView): readonly ServiceView[];
  /** ConfigMaps of the pod's namespace that it mounts or takes its environment from, in source order. */
  configMapsOf(spec: PodSpecView): readonly ConfigMapView[];
  /** Secrets likewise. */
  secretsOf(spec: PodSpecView): readonly SecretView[];
  /** Every object of the pod's namespace that pods can refer to by its name. */
  namedBeside(spec: PodSpecView): readonly NamedObject[];
}

export const NO_SURROUNDINGS: Surroundings = {
  servicesOf: () => [],
  configMapsOf: () => [],
  secretsOf: () => [],
  namedBeside: () => [],
};

interface Made {
  readonly documents: readonly YamlDocument[];
  readonly related: readonly YamlDocument[];
  readonly surroundings: Surroundings;
}

/** The surroundings last made from a list of documents, by the first of them. */
const cache = new WeakMap<YamlDocument, Made>();

/**
 * The objects of a file's documents that concern pods, and of `related` ones from files that belong to it. What the file
 * itself holds goes first: related objects count only where it has none of that name, or no Service of the pod. Only
 * documents that hold such objects matter: as long as these are the same in the same order, the very same surroundings
 * are returned.
 */
export function surroundingsOf(
  documents: readonly YamlDocument[],
  related: readonly YamlDocument[] = [],
): Surroundings {
  const counting = documents.filter(hasNeighbours);
  const first = counting[0] ?? related[0];
  if (!first) return NO_SURROUNDINGS;
  const known = cache.get(first);
  if (known && sameItems(known.documents, counting) && sameItems(known.related, related)) return known.surroundings;
  const surroundings = preferring(build(counting), build(related));
  cache.set(first, { documents: counting, related, surroundings });
  return surroundings;
}

/** Whether two lists hold the very same objects in the same order. */
export function sameItems<T>(some: readonly T[], others: readonly T[]): boolean {
  return some.length === others.length && some.every((item, index) => item === others[index]);
}

/** Whether a document holds anything that concerns pods elsewhere. */
export function hasNeighbours(document: YamlDocument): boolean {
  const { services, named } = readNeighbours(document);
  return services.length > 0 || named.length > 0;
}

function build(documents: readonly YamlDocument[]): Surroundings {
  if (documents.length === 0) return NO_SURROUNDINGS;
  const neighbours = documents.map(readNeighbours);
  const all = <T>(pick: (each: Neighbours) => readonly T[]) => neighbours.flatMap(pick);
  const services = indexed(
    all((each) => each.services),
    selectorKeyOf,
  );
  const configMaps = indexed(
    all((each) => each.configMaps),
    nameKeyOf,
  );
  const secrets = indexed(
    all((each) => each.secrets),
    nameKeyOf,
  );
  const named = indexed(
    all((each) => each.named),
    ({ namespace }) => namespace,
  );
  const byName = <T>(index: Index<T>, { manifest }: PodSpecView, names: ReadonlySet<string>) =>
    inOrder(
      index,
      [...names].map((name) => keyOf(manifest, name)),
    );
  return {
    servicesOf: (spec) =>
      inOrder(
        services,
        [...spec.labels].map(([label, { value }]) => keyOf(spec.manifest, label, value)),
      ).filter((service) => selects(service, spec)),
    configMapsOf: (spec) => byName(configMaps, spec, namesUsedBy(spec, 'configMap')),
    secretsOf: (spec) => byName(secrets, spec, namesUsedBy(spec, 'secret')),
    namedBeside: ({ manifest }) => inOrder(named, [manifest.namespace?.value ?? '']),
  };
}

/** Looks in the first surroundings, and in the others for what is not there. */
function preferring(own: Surroundings, related: Surroundings): Surroundings {
  if (related === NO_SURROUNDINGS) return own;
  const nameOf = ({ manifest }: { readonly manifest: Manifest }) => manifest.name?.value;
  const added = <T extends { readonly manifest: Manifest }>(some: readonly T[], others: readonly T[]) => {
    const known = new Set(some.map(nameOf));
    return [...some, ...others.filter((each) => !known.has(nameOf(each)))];
  };
  return {
    servicesOf: (spec) => {
      const services = own.servicesOf(spec);
      return services.length > 0 ? services : related.servicesOf(spec);
    },
    configMapsOf: (spec) => added(own.configMapsOf(spec), related.configMapsOf(spec)),
    secretsOf: (spec) => added(own.secretsOf(spec), related.secretsOf(spec)),
    namedBeside: (spec) => [...own.namedBeside(spec), ...related.namedBeside(spec)],
  };
}

/** Whether the pods have every label that the Service wants; one that wants none selects nothing by itself. */
export function selects(
  { selector }: ServiceView,
  { labels }: { readonly labels: ReadonlyMap<string, { readonly value: string }> },
): boolean {
  return selector.size > 0 && [...selector].every(([label, value]) => labels.get(label)?.value === value);
}

/** A Service is looked up by the first label that it selects; one that selects nothing is never found. */
function selectorKeyOf({ manifest, selector }: ServiceView): string | undefined {
  const [pair] = selector;
  return pair && keyOf(manifest, ...pair);
}

function nameKeyOf({ manifest }: { readonly manifest: Manifest }): string | undefined {
  return manifest.name && keyOf(manifest, manifest.name.value);
}

/** NUL stands in no name, label or namespace that the API server takes. */
function keyOf({ namespace }: Manifest, ...parts: readonly string[]): string {
  return [namespace?.value ?? '', ...parts].join('\0');
}

function namesUsedBy(spec: PodSpecView, kind: 'configMap' | 'secret'): ReadonlySet<string> {
  const sources = spec.containers.flatMap(({ env, envFrom }) => [...envFrom, ...env.flatMap(({ from }) => from ?? [])]);
  const volumes = spec.volumes.flatMap(({ configMaps, source, object }) => {
    if (kind === 'configMap') return configMaps.map(({ value }) => value);
    return source === 'secret' && object ? [object.value] : [];
  });
  return new Set([...volumes, ...sources.flatMap((source) => (source.kind === kind ? [source.name.value] : []))]);
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
