import { asMap, booleanOf, entryOf, mapOf, numberOf, resolve, seqOf, stringOf } from '../../syntax/access.js';
import type { YamlDocument, YamlMap } from '../../syntax/nodes.js';
import type { Located } from '../../syntax/span.js';
import { readContainers } from './containers.js';
import { isFragment } from './fragment.js';
import type { Manifest, PathStep, PodSpecView } from './model.js';
import { podSpecPaths } from './pod-spec-paths.js';
import { readResources } from './resources.js';
import { readVolumes } from './volumes.js';

const cache = new WeakMap<YamlDocument, readonly Manifest[]>();

/** The Kubernetes objects of a document: one, none, or the items of a List. Never throws. */
export function readManifests(document: YamlDocument): readonly Manifest[] {
  let manifests = cache.get(document);
  if (!manifests) {
    manifests = [...objectsOf(document, asMap(document.root), [])];
    cache.set(document, manifests);
  }
  return manifests;
}

/** The pod specs of a document in source order: what is missing or mistyped is left out. Never throws. */
export function readPodSpecs(document: YamlDocument): readonly PodSpecView[] {
  return readManifests(document).flatMap((manifest) =>
    podSpecPaths(manifest).flatMap((path) => readPodSpec(manifest, path) ?? []),
  );
}

function* objectsOf(document: YamlDocument, node: YamlMap | undefined, path: readonly PathStep[]): Iterable<Manifest> {
  const apiVersion = stringOf(node, 'apiVersion');
  const kind = stringOf(node, 'kind');
  if (!node || !apiVersion || !kind) return;
  const items = kind.value.endsWith('List') && path.length === 0 ? seqOf(node, 'items') : undefined;
  if (items) {
    for (const [index, item] of items.items.entries()) {
      yield* objectsOf(document, asMap(item), ['items', index]);
    }
    return;
  }
  const metadata = mapOf(node, 'metadata');
  yield {
    document,
    path,
    node,
    apiVersion,
    kind,
    name: stringOf(metadata, 'name'),
    namespace: stringOf(metadata, 'namespace'),
    annotations: stringMap(mapOf(metadata, 'annotations')),
  };
}

function readPodSpec(manifest: Manifest, path: readonly string[]): PodSpecView | undefined {
  const parent = path.slice(0, -1).reduce<YamlMap | undefined>(mapOf, manifest.node);
  const key = path.at(-1);
  const entry = key === undefined ? undefined : entryOf(parent, key);
  const node = asMap(entry?.value);
  if (!entry || !node) return undefined;
  const metadata = mapOf(parent, 'metadata');
  const containers = (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((list) =>
    readContainers(node, list),
  );
  return {
    manifest,
    path: [...manifest.path, ...path],
    keySpan: entry.pair.keySpan,
    node,
    labels: stringMap(mapOf(metadata, 'labels')),
    annotations: stringMap(mapOf(metadata, 'annotations')),
    containers,
    volumes: readVolumes(manifest, node),
    restartPolicy: stringOf(node, 'restartPolicy'),
    shareProcessNamespace: booleanOf(node, 'shareProcessNamespace'),
    hostNetwork: booleanOf(node, 'hostNetwork'),
    hostPID: booleanOf(node, 'hostPID'),
    terminationGracePeriodSeconds: numberOf(node, 'terminationGracePeriodSeconds'),
    resources: readResources(node),
    fragment: isFragment(manifest, node, containers),
  };
}

/** Labels, annotations, selectors: what is no string is left out. */
export function stringMap(map: YamlMap | undefined): ReadonlyMap<string, Located<string>> {
  const entries = new Map<string, Located<string>>();
  for (const { key, value } of map?.pairs ?? []) {
    const node = resolve(value);
    if (key !== undefined && node?.kind === 'scalar' && typeof node.value === 'string') {
      entries.set(key, { value: node.value, span: node.span });
    }
  }
  return entries;
}
