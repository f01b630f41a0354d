import type { YamlDocument } from '../syntax/nodes.js';
import { oncePer } from '../syntax/once-per.js';
import { buildsMore } from './model/kustomization.js';
import type { PodSpecView, ServiceView } from './model/model.js';
import { readPodSpecs } from './model/read.js';
import { selects } from './surroundings.js';

/** The pods that a Service is there for. */
export interface ServicePods {
  /** Those that it selects. */
  readonly selected: readonly PodSpecView[];
  /** Where it selects none, every pod that is known: the one that is meant may be among them. Empty otherwise. */
  readonly others: readonly KnownPod[];
}

/** What a Service may be compared with: no places, as these change with every key. */
export interface KnownPod {
  /** Whether others may hold more of it, labels among it. */
  readonly fragment: boolean;
  readonly labels: ReadonlyMap<string, { readonly value: string }>;
  readonly manifest: {
    readonly document: { readonly templated: boolean };
    readonly kind: { readonly value: string };
    readonly name: { readonly value: string } | undefined;
    readonly namespace: { readonly value: string } | undefined;
  };
}

/** Whether the same can be said about two lists of pods that a Service does not select. */
export function sameKnownPods(some: readonly KnownPod[], others: readonly KnownPod[]): boolean {
  return (
    some.length === others.length &&
    some.every((one, index) => {
      const other = others[index];
      return other !== undefined && (one === other || samePod(one, other));
    })
  );
}

function samePod(one: KnownPod, other: KnownPod): boolean {
  return (
    one.fragment === other.fragment &&
    one.manifest.document.templated === other.manifest.document.templated &&
    one.manifest.kind.value === other.manifest.kind.value &&
    one.manifest.name?.value === other.manifest.name?.value &&
    one.manifest.namespace?.value === other.manifest.namespace?.value &&
    one.labels.size === other.labels.size &&
    [...one.labels].every(([label, { value }]) => other.labels.get(label)?.value === value)
  );
}

/**
 * Finds the pods that a Service selects among those of a file's documents; where it selects none of them, among those of
 * `related` documents from files that belong to it. Where a kustomization among these builds from what is not there, no
 * pod is known to be the one that is meant. Pods are looked at when the first Service asks.
 */
export function podFinder(
  documents: readonly YamlDocument[],
  related: readonly YamlDocument[],
): (service: ServiceView) => ServicePods {
  const own = lazily(() => byLabel(documents.flatMap(readPodSpecs)));
  const beyond = lazily(() => byLabel(related.flatMap(readPodSpecs)));
  const all = lazily(() => (related.some(buildsMore) ? [] : [...documents, ...related].flatMap(readPodSpecs)));
  return (service) => {
    const here = selectedIn(own(), service);
    const selected = here.length > 0 ? here : selectedIn(beyond(), service);
    return { selected, others: selected.length > 0 ? [] : all() };
  };
}

type SpecsByLabel = ReadonlyMap<string, readonly PodSpecView[]>;

function byLabel(specs: readonly PodSpecView[]): SpecsByLabel {
  const index = new Map<string, PodSpecView[]>();
  for (const spec of specs) {
    for (const key of labelKeysOf(spec)) {
      const group = index.get(key);
      if (group) group.push(spec);
      else index.set(key, [spec]);
    }
  }
  return index;
}

/** The keys of a pod's labels in the index; made once, as the index is made anew on every key typed. */
const labelKeysOf = oncePer((spec: PodSpecView): readonly string[] =>
  [...spec.labels].map(([label, { value }]) => keyOf(spec, label, value)),
);

/** One of its labels finds the candidates; the others decide. */
function selectedIn(index: SpecsByLabel, service: ServiceView): readonly PodSpecView[] {
  const [pair] = service.selector;
  const candidates = pair ? index.get(keyOf(service, ...pair)) : undefined;
  return candidates?.filter((spec) => selects(service, spec)) ?? [];
}

/** NUL stands in no namespace or label that the API server takes. */
function keyOf({ manifest }: Pick<PodSpecView, 'manifest'>, label: string, value: string): string {
  return `${manifest.namespace?.value ?? ''}\0${label}\0${value}`;
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
