import { asMap, entryOf, mapOf, mapsOf, stringOf, type YamlEntry } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';
import { oncePer } from '../../syntax/once-per.js';
import type { Located } from '../../syntax/span.js';
import type { PodSpecView } from '../model/model.js';

/** An entry of `volumes` as it is written, whatever it lacks. */
export interface VolumeEntry {
  readonly node: YamlMap;
  readonly index: number;
  /** Undefined where the name is missing, empty or no text. */
  readonly name: Located<string> | undefined;
  /** The name, or `volumes[1]` where there is none: for messages. */
  readonly label: string;
  /** The sources that are given, in the order in which the API server looks at them. `null` gives none. */
  readonly sources: readonly VolumeSource[];
}

export interface VolumeSource {
  /** `configMap`, `emptyDir`, … */
  readonly kind: string;
  readonly entry: YamlEntry;
  /** Undefined where the value is no map. */
  readonly node: YamlMap | undefined;
}

/** Every source of a volume, in the order of the API server's validation (core/validation, validateVolumeSource). */
const SOURCES: readonly string[] = [
  'emptyDir',
  'hostPath',
  'gitRepo',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'secret',
  'nfs',
  'iscsi',
  'glusterfs',
  'persistentVolumeClaim',
  'rbd',
  'cinder',
  'cephfs',
  'flocker',
  'downwardAPI',
  'fc',
  'flexVolume',
  'configMap',
  'azureFile',
  'vsphereVolume',
  'quobyte',
  'azureDisk',
  'storageos',
  'photonPersistentDisk',
  'portworxVolume',
  'scaleIO',
  'projected',
  'csi',
  'ephemeral',
  'image',
];

/** What an entry of a `projected` volume's `sources` may hold. */
const PROJECTIONS: readonly string[] = [
  'secret',
  'configMap',
  'downwardAPI',
  'serviceAccountToken',
  'clusterTrustBundle',
  'podCertificate',
];

/** The entries of a pod spec's `volumes` that are maps. */
export const volumeEntries = oncePer((spec: PodSpecView): readonly VolumeEntry[] =>
  mapsOf(spec.node, 'volumes').map(({ index, node }) => {
    const name = stringOf(node, 'name');
    const given = name?.value ? name : undefined;
    return {
      node,
      index,
      name: given,
      label: given?.value ?? `volumes[${index}]`,
      sources: sourcesIn(node, SOURCES),
    };
  }),
);

/** An entry of a `projected` volume's `sources`. */
export interface Projection {
  readonly node: YamlMap;
  readonly index: number;
  readonly sources: readonly VolumeSource[];
}

/** What a `projected` volume puts together; empty for any other volume. */
export function projectionsOf({ sources }: VolumeEntry): readonly Projection[] {
  const projected = sources.find(({ kind }) => kind === 'projected')?.node;
  return mapsOf(projected, 'sources').map(({ index, node }) => ({
    index,
    node,
    sources: sourcesIn(node, PROJECTIONS),
  }));
}

/** A source that gives single files: directly, or as a part of a `projected` volume. */
export interface FileSource {
  readonly kind: string;
  readonly node: YamlMap;
  /** Entries of its `items`; for a token or a trust bundle the source itself, which has a `path` as well. */
  readonly items: readonly YamlMap[];
  readonly projected: boolean;
}

/** The sources of a volume that give single files. */
export function fileSources(volume: VolumeEntry): readonly FileSource[] {
  const own = volume.sources.flatMap((source) => fileSource(source, false));
  return [...own, ...projectionsOf(volume).flatMap(({ sources }) => sources.flatMap((each) => fileSource(each, true)))];
}

function fileSource({ kind, node }: VolumeSource, projected: boolean): FileSource[] {
  if (!node) return [];
  if (kind === 'configMap' || kind === 'secret' || kind === 'downwardAPI')
    return [{ kind, node, items: mapsOf(node, 'items').map((item) => item.node), projected }];
  if (projected && (kind === 'serviceAccountToken' || kind === 'clusterTrustBundle'))
    return [{ kind, node, items: [node], projected }];
  return [];
}

function sourcesIn(node: YamlMap, kinds: readonly string[]): VolumeSource[] {
  const keys = node.pairs.map(({ key }) => key);
  const given = keys.includes('<<') ? kinds : kinds.filter((kind) => keys.includes(kind));
  return given.flatMap((kind) => {
    const entry = entryOf(node, kind);
    if (!entry?.value || (entry.value.kind === 'scalar' && entry.value.value === null)) return [];
    return [{ kind, entry, node: asMap(entry.value) }];
  });
}

/** The claim template of a generic ephemeral volume. */
export function claimTemplateOf({ sources }: VolumeEntry): YamlMap | undefined {
  return mapOf(sources.find(({ kind }) => kind === 'ephemeral')?.node, 'volumeClaimTemplate');
}
