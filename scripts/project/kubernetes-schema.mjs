// The field names and types of the Kubernetes kinds that concern pods, for `scripts/generate-schema.mjs`.
// They come from the models of the official JavaScript client, which are generated from Kubernetes' own OpenAPI document.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const SCHEMA_FILE = 'server/src/analysis/schema/kubernetes.json';

/** The kinds that hold a pod, and those that pods meet; each as `V1` and its name in the client. */
const KINDS = {
  v1: ['ConfigMap', 'PersistentVolumeClaim', 'Pod', 'PodTemplate', 'ReplicationController', 'Secret', 'Service'],
  'apps/v1': ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  'batch/v1': ['CronJob', 'Job'],
};

/** Quantities, which the client has as text: `type.field`, all of them resources by name but the last two. */
const QUANTITIES = [
  'PodSpec.overhead',
  'ResourceRequirements.limits',
  'ResourceRequirements.requests',
  'VolumeResourceRequirements.limits',
  'VolumeResourceRequirements.requests',
  'EmptyDirVolumeSource.sizeLimit',
  'ResourceFieldSelector.divisor',
];

/** Written by controllers; nobody's mistake. */
const NOT_FOLLOWED = new Set(['status', 'managedFields']);

/** The client's word for a type and its format, in ours. */
const SCALARS = new Map([
  ['string ', 'string'],
  ['string byte', 'bytes'],
  ['boolean ', 'boolean'],
  ['number int32', 'int32'],
  ['number int64', 'int64'],
  ['number double', 'number'],
  ['number ', 'number'],
  ['IntOrString int-or-string', 'int-or-string'],
  ['Date date-time', 'time'],
  ['V1MicroTime date-time-micro', 'time'],
  ['any ', 'any'],
]);

const models = join(dirname(createRequire(import.meta.url).resolve('@kubernetes/client-node')), 'gen/models');

/**
 * The text of the file. For every type its fields by what they hold: `Probe`, `string[]` for a list, `string{}` for a
 * map with keys of any name.
 *
 * @returns {Promise<string>}
 */
export async function generateSchema() {
  /** @type {Map<string, Record<string, string>>} */
  const types = new Map();
  for (const kind of Object.values(KINDS).flat()) await addType(`V1${kind}`, types);
  const unused = QUANTITIES.filter((place) => !hasField(types, place));
  if (unused.length > 0) throw new Error(`no such text: ${unused.join(', ')}`);
  const sorted = Object.fromEntries([...types].sort(([one], [other]) => (one < other ? -1 : 1)));
  return `${JSON.stringify({ kubernetes: kubernetesVersion(), kinds: wordsOf(KINDS), types: sorted }, null, 2)}\n`;
}

/**
 * @param {string} model the client's name of the type
 * @param {Map<string, Record<string, string>>} types gets the type, and those of its fields
 */
async function addType(model, types) {
  const name = nameOf(model);
  if (types.has(name)) return;
  /** @type {Record<string, string[]>} */
  const fields = {};
  types.set(name, {});
  const exported = await import(pathToFileURL(join(models, `${model}.js`)).href);
  for (const { baseName, type, format } of exported[model].attributeTypeMap) {
    const isQuantity = QUANTITIES.includes(`${name}.${baseName}`);
    const { item, suffix } = NOT_FOLLOWED.has(baseName) ? { item: 'any', suffix: '' } : unwrap(type);
    const scalar = isQuantity ? 'quantity' : SCALARS.get(`${item} ${item === 'any' ? '' : format}`);
    if (scalar === undefined) await addType(item, types);
    fields[(scalar ?? nameOf(item)) + suffix] = [...(fields[(scalar ?? nameOf(item)) + suffix] ?? []), baseName];
  }
  types.set(name, wordsOf(fields));
}

/**
 * @param {string} type `Array<V1Probe>`, `{ [key: string]: string; }`, `V1Probe`
 */
function unwrap(type) {
  const list = /^Array<(.+)>$/.exec(type)?.[1];
  if (list !== undefined) return { item: list, suffix: '[]' };
  const map = /^\{ \[key: string\]: (.+); \}$/.exec(type)?.[1];
  return map === undefined ? { item: type, suffix: '' } : { item: map, suffix: '{}' };
}

/** @param {string} model `V1Probe`, or `CoreV1ResourceClaim` where two groups have one of the name */
function nameOf(model) {
  return model.replace(/^[A-Z][a-z]*(?=V1)|V1/g, '').replace(/^V1/, '');
}

/** @param {Readonly<Record<string, readonly string[]>>} lists */
function wordsOf(lists) {
  return Object.fromEntries(Object.entries(lists).map(([key, words]) => [key, words.join(' ')]));
}

/** @param {ReadonlyMap<string, Record<string, string>>} types @param {string} place */
function hasField(types, place) {
  const [type = '', field = ''] = place.split('.');
  return Object.values(types.get(type) ?? {}).some((names) => names.split(' ').includes(field));
}

/** `1.36`, of the release that the client's models were made from. */
function kubernetesVersion() {
  const version = /OpenAPI spec version: release-([\d.]+)/.exec(readFileSync(join(models, 'V1Pod.js'), 'utf8'))?.[1];
  if (version === undefined) throw new Error('The models do not say which release they are of');
  return version;
}
