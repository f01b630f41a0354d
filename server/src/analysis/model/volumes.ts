import { mapOf, mapsOf, stringOf } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';
import type { Manifest, VolumeView } from './model.js';

/** Field of a volume source that names the object it comes from. */
const OBJECT_FIELD: Readonly<Record<string, string>> = {
  configMap: 'name',
  secret: 'secretName',
  persistentVolumeClaim: 'claimName',
};

/** The pod spec's volumes, then a StatefulSet's claim templates: mounts may name either. */
export function readVolumes(manifest: Manifest, spec: YamlMap): readonly VolumeView[] {
  const own = mapsOf(spec, 'volumes').flatMap(({ node }) => {
    const name = stringOf(node, 'name');
    if (!name) return [];
    const source = node.pairs.find(({ key }) => key !== undefined && key !== 'name')?.key ?? 'emptyDir';
    const field = OBJECT_FIELD[source];
    return [{ name, source, object: field ? stringOf(mapOf(node, source), field) : undefined, inPodSpec: true, node }];
  });
  const claims = mapsOf(mapOf(manifest.node, 'spec'), 'volumeClaimTemplates').flatMap(({ node }) => {
    const name = stringOf(mapOf(node, 'metadata'), 'name');
    return name ? [{ name, source: 'volumeClaimTemplate', object: undefined, inPodSpec: false, node }] : [];
  });
  return [...own, ...claims];
}
