import { booleanOf, mapOf, mapsOf, stringOf } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';
import type { Located } from '../../syntax/span.js';
import type { ContainerView, PodSpecView } from './model.js';
import type { NamedKind } from './neighbours.js';

/** A place where a pod names an object, or one entry of it. */
export interface ObjectReference {
  readonly kind: Extract<NamedKind, 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim'>;
  readonly name: Located<string>;
  /** The entry that is wanted; undefined for the whole object. */
  readonly key: Located<string> | undefined;
  /** Whether the pod does without it. */
  readonly optional: boolean;
  /** Undefined for a volume, which is the pod's. */
  readonly container: ContainerView | undefined;
}

/** Every place of a pod spec that names a ConfigMap, Secret or claim; claims of its own templates are not among them. */
export function objectReferences(spec: PodSpecView): readonly ObjectReference[] {
  return [...spec.containers.flatMap(ofContainer), ...spec.volumes.flatMap(({ node }) => ofVolume(node))];
}

function ofContainer(container: ContainerView): readonly ObjectReference[] {
  const single = container.env.flatMap(({ node }) => {
    const from = mapOf(node, 'valueFrom');
    return [
      ...reference('ConfigMap', mapOf(from, 'configMapKeyRef'), 'name', container),
      ...reference('Secret', mapOf(from, 'secretKeyRef'), 'name', container),
    ];
  });
  const whole = mapsOf(container.node, 'envFrom').flatMap(({ node }) => [
    ...reference('ConfigMap', mapOf(node, 'configMapRef'), 'name', container),
    ...reference('Secret', mapOf(node, 'secretRef'), 'name', container),
  ]);
  return [...single, ...whole];
}

/** A volume's own source, or the sources of a projected one. */
function ofVolume(node: YamlMap): readonly ObjectReference[] {
  const projected = mapsOf(mapOf(node, 'projected'), 'sources').map((source) => source.node);
  return [
    ...withItems('ConfigMap', mapOf(node, 'configMap'), 'name'),
    ...withItems('Secret', mapOf(node, 'secret'), 'secretName'),
    ...reference('PersistentVolumeClaim', mapOf(node, 'persistentVolumeClaim'), 'claimName', undefined),
    ...projected.flatMap((source) => [
      ...withItems('ConfigMap', mapOf(source, 'configMap'), 'name'),
      ...withItems('Secret', mapOf(source, 'secret'), 'name'),
    ]),
  ];
}

function withItems(
  kind: ObjectReference['kind'],
  source: YamlMap | undefined,
  nameKey: string,
): readonly ObjectReference[] {
  const [whole] = reference(kind, source, nameKey, undefined);
  if (!whole) return [];
  const keys = mapsOf(source, 'items').flatMap(({ node }) => stringOf(node, 'key') ?? []);
  return keys.length === 0 ? [whole] : keys.map((key) => ({ ...whole, key }));
}

function reference(
  kind: ObjectReference['kind'],
  source: YamlMap | undefined,
  nameKey: string,
  container: ContainerView | undefined,
): readonly ObjectReference[] {
  const name = stringOf(source, nameKey);
  if (!name) return [];
  const optional = booleanOf(source, 'optional')?.value ?? false;
  return [{ kind, name, key: stringOf(source, 'key'), optional, container }];
}
