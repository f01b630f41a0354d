import { entryOf, mapsOf } from '../../syntax/access.js';
import type { YamlMap, YamlPair } from '../../syntax/nodes.js';
import type { Span } from '../../syntax/span.js';
import type { ContainerView, PodSpecView } from '../model/model.js';
import { bulkEntries, envEntries } from './environment.js';
import { isMissing, settledText } from './given.js';
import { projectionsOf, type VolumeSource, volumeEntries } from './volume-entries.js';

/** A place where a pod spec needs another object of the API. */
export interface ApiReference {
  /** The kind of the object: `ConfigMap`. */
  readonly kind: string;
  /** The object's name where the place gives it, else the field. */
  readonly span: Span;
  readonly container?: ContainerView;
  /** For an account, the entries of the pod spec that name it: there is an old name for the field. */
  readonly pairs?: readonly YamlPair[];
}

/**
 * Kinds by the volume source, or the source of an environment variable, that needs them.
 * Source: api/pod/util, HasAPIObjectReference.
 */
const KINDS: Readonly<Record<string, string>> = {
  configMap: 'ConfigMap',
  secret: 'Secret',
  csi: 'CSIDriver',
  glusterfs: 'Endpoints',
  persistentVolumeClaim: 'PersistentVolumeClaim',
  ephemeral: 'PersistentVolumeClaim',
  azureFile: 'Secret',
  serviceAccountToken: 'ServiceAccount',
  clusterTrustBundle: 'ClusterTrustBundle',
  podCertificate: 'PodCertificateRequest',
  configMapRef: 'ConfigMap',
  secretRef: 'Secret',
  configMapKeyRef: 'ConfigMap',
  secretKeyRef: 'Secret',
};

/** Fields that hold the name of the object, whatever kind it is. */
const NAMES: readonly string[] = ['name', 'secretName', 'claimName', 'driver', 'endpoints'];

const ACCOUNTS: readonly string[] = ['serviceAccountName', 'serviceAccount'];

/** Every place of a pod spec that needs another object of the API, optional ones included. */
export function* apiReferences(spec: PodSpecView): Iterable<ApiReference> {
  const account = settledText(spec.node, 'serviceAccountName') ?? settledText(spec.node, 'serviceAccount');
  if (account) {
    const pairs = ACCOUNTS.flatMap((field) => entryOf(spec.node, field)?.pair ?? []);
    yield { kind: 'ServiceAccount', span: account.span, pairs };
  }
  for (const { node } of mapsOf(spec.node, 'imagePullSecrets'))
    if (!isMissing(node, 'name')) yield { kind: 'Secret', span: nameSpan(node) ?? node.span };
  for (const { node } of mapsOf(spec.node, 'resourceClaims'))
    yield { kind: 'ResourceClaim', span: nameSpan(node) ?? node.span };
  for (const container of spec.containers) {
    const sources = [...envEntries(container), ...bulkEntries(container)].flatMap((entry) => entry.sources);
    for (const reference of sources.flatMap(referenceIn)) yield { ...reference, container };
  }
  for (const volume of volumeEntries(spec))
    yield* [...volume.sources, ...projectionsOf(volume).flatMap(({ sources }) => sources)].flatMap(referenceIn);
}

function referenceIn({ kind, node, entry }: VolumeSource): readonly ApiReference[] {
  const wanted = KINDS[kind];
  return wanted === undefined ? [] : [{ kind: wanted, span: (node && nameSpan(node)) ?? entry.pair.keySpan }];
}

function nameSpan(node: YamlMap): Span | undefined {
  return NAMES.map((field) => entryOf(node, field)?.value).find((value) => value?.kind === 'scalar')?.span;
}
