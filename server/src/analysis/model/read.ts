import { asMap, asScalar, booleanOf, entryOf, mapOf, numberOf, resolve, seqOf, stringOf } from '../../syntax/access.js';
import type { YamlContent, YamlDocument, YamlMap } from '../../syntax/nodes.js';
import { oncePer } from '../../syntax/once-per.js';
import type { Located, Span } from '../../syntax/span.js';
import { readContainers } from './containers.js';
import { isFragment, isLaidOut } from './fragment.js';
import type { Manifest, MetadataEntry, PathStep, PodSpecView } from './model.js';
import { childOf, type PodSpecPlace, podSpecPlaces } from './pod-spec-paths.js';
import { readQuantities, readResources } from './resources.js';
import { readVolumes } from './volumes.js';
import { POD_SPEC_PATHS } from './workloads.js';

/** Lists may hold lists; nobody nests them deeper, and an alias could nest them without end. */
const MAX_LIST_DEPTH = 3;

/** The Kubernetes objects of a document: one, none, or the items of a List. Cached by document; never throws. */
export const readManifests = oncePer((document: YamlDocument): readonly Manifest[] => [
  ...objectsOf(document, asMap(document.root), [], undefined),
]);

/**
 * The pod specs of a document in source order: what is missing or mistyped in them is left out.
 * Cached by document; never throws.
 */
export const readPodSpecs = oncePer((document: YamlDocument): readonly PodSpecView[] =>
  readManifests(document).flatMap((manifest) =>
    podSpecPlaces(manifest).flatMap((place) => readPodSpec(manifest, place) ?? []),
  ),
);

/** Type of an object that does not name its own: an item of a typed list such as `PodList`. */
interface ObjectType {
  readonly apiVersion: Located<string>;
  readonly kind: Located<string>;
}

function* objectsOf(
  document: YamlDocument,
  node: YamlMap | undefined,
  path: readonly PathStep[],
  defaults: ObjectType | undefined,
): Iterable<Manifest> {
  const kind = kindOf(document, node) ?? defaults?.kind;
  if (!node || !kind) return;
  const apiVersion = stringOf(node, 'apiVersion') ?? defaults?.apiVersion ?? versionInTheMaking(node, kind);
  if (!apiVersion) return;
  const listKey = listKeyOf(kind.value);
  const list = listKey === undefined ? undefined : seqOf(node, listKey);
  if (listKey === undefined || !list) {
    yield readManifest(document, node, path, { apiVersion, kind });
    return;
  }
  if (path.length / 2 >= MAX_LIST_DEPTH) return;
  const itemKind = kind.value.slice(0, -'List'.length);
  const itemType = listKey === 'items' && itemKind ? { apiVersion, kind: { ...kind, value: itemKind } } : undefined;
  for (const [index, item] of list.items.entries()) {
    yield* objectsOf(document, asMap(item), [...path, listKey, index], itemType);
  }
}

/** The kind as it is written; all of them where a template chooses one, so that it counts as none that is known. */
function kindOf({ templated }: YamlDocument, node: YamlMap | undefined): Located<string> | undefined {
  const kind = stringOf(node, 'kind');
  if (!templated || !kind || !node) return kind;
  const all = node.pairs.flatMap(({ key, value }) => (key === 'kind' ? (asScalar(value)?.source ?? []) : []));
  return { ...kind, value: [...new Set(all)].join('|') || kind.value };
}

/** An empty version for a workload whose `apiVersion` is not written yet: its kind and containers say what it is. */
function versionInTheMaking(node: YamlMap, kind: Located<string>): Located<string> | undefined {
  const spec = asMap(POD_SPEC_PATHS[kind.value]?.reduce(childOf, node));
  return seqOf(spec, 'containers') && { value: '', span: kind.span };
}

/** The field in which a kind keeps whole objects: `items` of lists, `objects` of an OpenShift Template. */
function listKeyOf(kind: string): string | undefined {
  if (kind.endsWith('List')) return 'items';
  return kind === 'Template' ? 'objects' : undefined;
}

function readManifest(
  document: YamlDocument,
  node: YamlMap,
  path: readonly PathStep[],
  { apiVersion, kind }: ObjectType,
): Manifest {
  const metadata = mapOf(node, 'metadata');
  return {
    document,
    path,
    node,
    apiVersion,
    kind,
    name: stringOf(metadata, 'name'),
    namespace: stringOf(metadata, 'namespace'),
    labels: stringMap(mapOf(metadata, 'labels')),
    annotations: stringMap(mapOf(metadata, 'annotations')),
  };
}

function readPodSpec(manifest: Manifest, place: PodSpecPlace): PodSpecView | undefined {
  const { path } = place;
  const parent = path.slice(0, -1).reduce(childOf, manifest.node);
  const node = asMap(path.reduce(childOf, manifest.node));
  if (!parent || !node) return undefined;
  const metadata = mapOf(asMap(parent), 'metadata');
  const containers = (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((list) =>
    readContainers(node, list),
  );
  const fragment = isFragment(manifest, place, node, containers);
  return {
    manifest,
    path: [...manifest.path, ...path],
    keySpan: keySpanOf(parent, path.at(-1), node),
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
    overhead: readQuantities(mapOf(node, 'overhead')),
    fragment,
    laidOut: !fragment || isLaidOut(manifest, place, node, containers),
  };
}

/** The key that holds the pod spec; an empty span at its start where it is an item of a list or the object itself. */
function keySpanOf(parent: YamlContent, key: PathStep | undefined, node: YamlMap): Span {
  const entry = typeof key === 'string' ? entryOf(asMap(parent), key) : undefined;
  return entry?.pair.keySpan ?? { start: node.span.start, end: node.span.start };
}

/** Labels, annotations, selectors: what is no string is left out. */
export function stringMap(map: YamlMap | undefined): ReadonlyMap<string, MetadataEntry> {
  const entries = new Map<string, MetadataEntry>();
  for (const { key, keySpan, value } of map?.pairs ?? []) {
    const node = resolve(value);
    if (key !== undefined && node?.kind === 'scalar' && typeof node.value === 'string') {
      entries.set(key, { key, keySpan, value: node.value, span: node.span });
    }
  }
  return entries;
}
