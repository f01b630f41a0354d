import { mapOf, mapsOf, stringOf } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';
import type { Located } from '../../syntax/span.js';
import type { Manifest, VolumeView } from './model.js';

/** Field of a volume source that names the object it comes from. */
const OBJECT_FIELD: Readonly<Record<string, string>> = {
  configMap: 'name',
  secret: 'secretName',
  persistentVolumeClaim: 'claimName',
};

/** The pod spec's volumes, then a StatefulSet's claim templates: mounts may name either. */
export function readVolumes(manifest: Manifest, spec: YamlMap): readonly VolumeView[] {
  const own = mapsOf(spec, 'volumes').flatMap(({ node }) => readVolume(node) ?? []);
  const claims = mapsOf(mapOf(manifest.node, 'spec'), 'volumeClaimTemplates').flatMap(
    ({ node }) => readClaimTemplate(node) ?? [],
  );
  return [...own, ...claims];
}

function readVolume(node: YamlMap): VolumeView | undefined {
  const name = stringOf(node, 'name');
  if (!name) return undefined;
  const source = node.pairs.find(({ key }) => key !== undefined && key !== 'name' && key !== '<<')?.key ?? 'emptyDir';
  const field = OBJECT_FIELD[source];
  const object = field === undefined ? undefined : stringOf(mapOf(node, source), field);
  return { name, source, object, configMaps: configMapsOf(node, source, object), inPodSpec: true, node };
}

function readClaimTemplate(node: YamlMap): VolumeView | undefined {
  const name = stringOf(mapOf(node, 'metadata'), 'name');
  if (!name) return undefined;
  return { name, source: 'volumeClaimTemplate', object: undefined, configMaps: [], inPodSpec: false, node };
}

function configMapsOf(node: YamlMap, source: string, object: Located<string> | undefined): readonly Located<string>[] {
  if (source === 'configMap') return object ? [object] : [];
  if (source !== 'projected') return [];
  return mapsOf(mapOf(node, 'projected'), 'sources').flatMap(
    (each) => stringOf(mapOf(each.node, 'configMap'), 'name') ?? [],
  );
}
