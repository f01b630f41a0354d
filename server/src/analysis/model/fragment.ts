import { entryOf } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';
import type { ContainerView, Manifest } from './model.js';

/**
 * Whether a manifest is only a part of an object: a strategic-merge patch, a Kustomize overlay, a skeleton.
 * The marks: a `$patch` directive, no name, no container with an image, or a workload without a selector whose
 * containers are not all complete.
 */
export function isFragment(manifest: Manifest, spec: YamlMap, containers: readonly ContainerView[]): boolean {
  if (entryOf(spec, '$patch') || containers.some(({ node }) => entryOf(node, '$patch'))) return true;
  return !hasName(manifest) || !containers.some(({ image }) => image);
}

function hasName(manifest: Manifest): boolean {
  const metadata = entryOf(manifest.node, 'metadata')?.value;
  return metadata?.kind === 'map' && (entryOf(metadata, 'name') ?? entryOf(metadata, 'generateName')) !== undefined;
}
