import { asScalar, mapOf, mapsOf, numberOf, stringOf } from '../../syntax/access.js';
import type { YamlDocument, YamlMap } from '../../syntax/nodes.js';
import { oncePer } from '../../syntax/once-per.js';
import { portReferenceOf } from './handlers.js';
import { readKustomization } from './kustomization.js';
import type { ConfigMapView, Manifest, SecretView, ServiceView } from './model.js';
import { readManifests, stringMap } from './read.js';

/** The objects of a document that say something about pods in other documents. */
export interface Neighbours {
  readonly services: readonly ServiceView[];
  readonly configMaps: readonly ConfigMapView[];
  readonly secrets: readonly SecretView[];
  /** Every object that pods refer to by its name, the Services left out, and who is given rights. */
  readonly named: readonly NamedObject[];
}

/** Kinds that pods refer to by name. */
const NAMED_KINDS = ['ConfigMap', 'Secret', 'PersistentVolumeClaim', 'ServiceAccount'] as const;

export type NamedKind = (typeof NAMED_KINDS)[number];

export interface NamedObject {
  /**
   * A `RoleBinding` stands for rights that a service account is given, by the account's name and namespace; a
   * `LimitRange` for one that gives containers resources.
   */
  readonly kind: NamedKind | 'RoleBinding' | 'LimitRange';
  readonly name: string;
  /** Empty where none is given. */
  readonly namespace: string;
}

/** What concerns pods elsewhere. Cached by document, so that the views keep their identity; never throws. */
export const readNeighbours = oncePer((document: YamlDocument): Neighbours => {
  const manifests = readManifests(document);
  return {
    services: manifests.flatMap((manifest) => readService(manifest) ?? []),
    configMaps: manifests.flatMap((manifest) => readConfigMap(manifest) ?? []),
    secrets: manifests.flatMap((manifest) => readSecret(manifest) ?? []),
    named: [
      ...manifests.flatMap((manifest) => readNamed(manifest) ?? [...readBinding(manifest), ...readDefaults(manifest)]),
      ...generatedNames(document),
    ],
  };
});

/** Reads a core Service; undefined for any other object (a Knative Service, say). */
function readService(manifest: Manifest): ServiceView | undefined {
  if (manifest.kind.value !== 'Service' || manifest.apiVersion.value !== 'v1') return undefined;
  const spec = mapOf(manifest.node, 'spec');
  const ports = mapsOf(spec, 'ports').map(({ node }) => {
    const port = numberOf(node, 'port');
    return { name: stringOf(node, 'name'), port, targetPort: portReferenceOf(node, 'targetPort') ?? port };
  });
  return { manifest, selector: readSelector(mapOf(spec, 'selector')), ports };
}

/** Reads a ConfigMap; undefined for any other object. */
function readConfigMap(manifest: Manifest): ConfigMapView | undefined {
  if (manifest.kind.value !== 'ConfigMap' || manifest.apiVersion.value !== 'v1') return undefined;
  return { manifest, data: stringMap(mapOf(manifest.node, 'data')) };
}

/** Reads a Secret; undefined for any other object. */
function readSecret(manifest: Manifest): SecretView | undefined {
  if (manifest.kind.value !== 'Secret' || manifest.apiVersion.value !== 'v1') return undefined;
  const keys = [mapOf(manifest.node, 'data'), mapOf(manifest.node, 'stringData')].flatMap((map) => [
    ...stringMap(map).keys(),
  ]);
  return { manifest, keys: new Set(keys) };
}

/**
 * What a kustomization generates gets another name in the end, and references to it by this one are changed alike. What
 * it changes by a patch in its own text is named here as well, so that it is there twice.
 */
function generatedNames(document: YamlDocument): readonly NamedObject[] {
  if (!/^(?:(?:configMap|secret)Generator|patches\w*):/m.test(document.text)) return [];
  const { configMaps, secrets, patches } = readKustomization(document);
  const patched = patches.flatMap(({ documents }) => documents).flatMap(readManifests);
  return [
    ...configMaps.map((name) => ({ kind: 'ConfigMap' as const, name, namespace: '' })),
    ...secrets.map((name) => ({ kind: 'Secret' as const, name, namespace: '' })),
    ...patched.flatMap((manifest) => readNamed(manifest) ?? []),
  ];
}

function readNamed({ kind, name, namespace, apiVersion }: Manifest): NamedObject | undefined {
  const named = NAMED_KINDS.find((each) => each === kind.value);
  if (!named || !name || apiVersion.value !== 'v1') return undefined;
  return { kind: named, name: name.value, namespace: namespace?.value ?? '' };
}

const BINDING = /^(?:Cluster)?RoleBinding$/;
const ACCOUNTS = 'system:serviceaccounts';

/**
 * The service accounts that a binding gives rights to; a group of them has every one, and so `default`. A pod may get its
 * namespace from elsewhere, so one without a namespace counts as well.
 */
function readBinding({ kind, namespace, node, apiVersion }: Manifest): readonly NamedObject[] {
  if (!BINDING.test(kind.value) || !apiVersion.value.startsWith('rbac.authorization.k8s.io/')) return [];
  return mapsOf(node, 'subjects').flatMap((subject): readonly NamedObject[] => {
    const name = stringOf(subject.node, 'name')?.value ?? '';
    const isGroup = name === ACCOUNTS || name.startsWith(`${ACCOUNTS}:`);
    if (!isGroup && stringOf(subject.node, 'kind')?.value !== 'ServiceAccount') return [];
    const own = stringOf(subject.node, 'namespace')?.value ?? namespace?.value ?? '';
    const place = isGroup ? name.slice(ACCOUNTS.length + 1) : own;
    return [...new Set([place, ''])].map((each) => ({
      kind: 'RoleBinding',
      name: isGroup ? 'default' : name,
      namespace: each,
    }));
  });
}

/** A LimitRange that gives containers what they leave out. A pod may get its namespace from elsewhere. */
function readDefaults({ kind, name, namespace, node, apiVersion }: Manifest): readonly NamedObject[] {
  if (kind.value !== 'LimitRange' || apiVersion.value !== 'v1') return [];
  const gives = mapsOf(mapOf(node, 'spec'), 'limits').some(
    ({ node: limit }) =>
      stringOf(limit, 'type')?.value === 'Container' && (mapOf(limit, 'default') ?? mapOf(limit, 'defaultRequest')),
  );
  const places = new Set([namespace?.value ?? '', '']);
  return gives ? [...places].map((place) => ({ kind: 'LimitRange', name: name?.value ?? '', namespace: place })) : [];
}

/** A value that is no string stays in, so that a mistyped selector does not match more than it says. */
function readSelector(map: YamlMap | undefined): ReadonlyMap<string, string> {
  const pairs = (map?.pairs ?? []).flatMap(({ key, value }): [string, string][] =>
    key === undefined ? [] : [[key, asScalar(value)?.source ?? '']],
  );
  return new Map(pairs);
}
