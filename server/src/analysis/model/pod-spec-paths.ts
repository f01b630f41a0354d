import { asMap, mapOf, seqOf } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';
import type { Manifest } from './model.js';
import { POD_SPEC_PATHS } from './workloads.js';

/** Operators' resources keep their pod templates a few levels deep; the bounds keep a hostile file cheap. */
const MAX_DEPTH = 8;
const MAX_MAPS = 500;

/**
 * Paths from an object to its pod specs. A kind that Kubernetes defines has its known one; any other object (Knative
 * Service, operators' resources) is searched for maps that look like a pod spec.
 */
export function podSpecPaths(manifest: Manifest): readonly (readonly string[])[] {
  const known = POD_SPEC_PATHS[manifest.kind.value];
  if (known?.reduce<YamlMap | undefined>(mapOf, manifest.node)) return [known];
  return [...searchPodSpecs(manifest.node)];
}

function* searchPodSpecs(root: YamlMap): Iterable<readonly string[]> {
  let budget = MAX_MAPS;
  const pending: { readonly map: YamlMap; readonly path: readonly string[] }[] = [{ map: root, path: [] }];
  for (let next = pending.shift(); next && budget > 0; next = pending.shift()) {
    budget -= 1;
    if (looksLikePodSpec(next.map)) {
      yield next.path;
      continue;
    }
    if (next.path.length >= MAX_DEPTH) continue;
    for (const { key, value } of next.map.pairs) {
      // An alias would lead to a map that the search meets anyway.
      if (key !== undefined && value?.kind === 'map') pending.push({ map: value, path: [...next.path, key] });
    }
  }
}

/** `containers` holds at least one item with an image, or with a name and a field that only containers have. */
function looksLikePodSpec(map: YamlMap): boolean {
  const items = [...(seqOf(map, 'containers')?.items ?? []), ...(seqOf(map, 'initContainers')?.items ?? [])];
  return items.some((item) => {
    const keys = new Set(asMap(item)?.pairs.map(({ key }) => key));
    return keys.has('name') && CONTAINER_FIELDS.some((field) => keys.has(field));
  });
}

const CONTAINER_FIELDS = [
  'image',
  'command',
  'args',
  'env',
  'envFrom',
  'ports',
  'resources',
  'volumeMounts',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'securityContext',
  'imagePullPolicy',
];
