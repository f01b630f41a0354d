import schema from './kubernetes.json' with { type: 'json' };

/** What a single value may be; `bytes` is text in base64, `time` text as RFC 3339 has it, `any` is not looked into. */
export type ScalarType =
  | 'string'
  | 'bytes'
  | 'time'
  | 'boolean'
  | 'int32'
  | 'int64'
  | 'number'
  | 'int-or-string'
  | 'quantity'
  | 'any';

/** What a field holds: one value, a list of them, or a map of them with keys of any name. */
export interface FieldType {
  readonly shape: 'one' | 'list' | 'map';
  readonly value: ScalarType | ObjectType;
}

/** An object of the Kubernetes API by its Go name: `Container`, `Probe`. */
export interface ObjectType {
  readonly name: string;
  /** By name, as Kubernetes spells it: decoding tells upper case from lower case. */
  readonly fields: ReadonlyMap<string, FieldType>;
}

interface Building extends ObjectType {
  readonly fields: Map<string, FieldType>;
}

const SCALAR_TYPES: ReadonlySet<string> = new Set<ScalarType>([
  'string',
  'bytes',
  'time',
  'boolean',
  'int32',
  'int64',
  'number',
  'int-or-string',
  'quantity',
  'any',
]);

const ANY: FieldType = { shape: 'one', value: 'any' };

/**
 * Fields that other releases have than the one that the schema is of: `workloadRef` was in 1.35 alone, `source` went in
 * 1.31, `evictionResponders` came in 1.37; the last two went with their old versions. They are taken and not looked into.
 */
const OTHER_RELEASES: Readonly<Record<string, readonly string[]>> = {
  PodSpec: ['evictionResponders', 'workloadRef'],
  PodResourceClaim: ['source'],
  DeploymentSpec: ['rollbackTo'],
  DaemonSetSpec: ['templateGeneration'],
};

/** Versions that are gone, with the one that has the same fields but for those above. */
const SUCCESSORS: Readonly<Record<string, string>> = {
  'extensions/v1beta1': 'apps/v1',
  'apps/v1beta1': 'apps/v1',
  'apps/v1beta2': 'apps/v1',
  'batch/v1beta1': 'batch/v1',
  'batch/v2alpha1': 'batch/v1',
};

let built: ReadonlyMap<string, ObjectType> | undefined;

/** The type of an object of the API; undefined for one that is not in the schema. */
export function objectType(name: string): ObjectType | undefined {
  built ??= build(schema.types);
  return built.get(name);
}

/**
 * The type of a whole object by its `apiVersion` and `kind`. An empty version, which is still to be written, is that of
 * the kind; one that is gone is read as its successor. Undefined for what is not in the schema: custom resources, other
 * kinds.
 */
export function rootType(apiVersion: string, kind: string): ObjectType | undefined {
  const kinds: Readonly<Record<string, string>> = schema.kinds;
  const candidates = apiVersion === '' ? Object.values(kinds) : [kinds[SUCCESSORS[apiVersion] ?? apiVersion] ?? ''];
  return candidates.some((names) => names.split(' ').includes(kind)) ? objectType(kind) : undefined;
}

function build(types: Readonly<Record<string, Readonly<Record<string, string>>>>): ReadonlyMap<string, ObjectType> {
  const all = new Map<string, Building>(Object.keys(types).map((name) => [name, { name, fields: new Map() }]));
  for (const { name, fields } of all.values()) {
    for (const [word, names] of Object.entries(types[name] ?? {})) {
      const field = fieldType(word, all);
      for (const each of names.split(' ')) fields.set(each, field);
    }
    for (const each of OTHER_RELEASES[name] ?? []) fields.set(each, ANY);
  }
  return all;
}

/** `Probe`, `string[]`, `string{}`. */
function fieldType(word: string, types: ReadonlyMap<string, ObjectType>): FieldType {
  const shape = word.endsWith('[]') ? 'list' : word.endsWith('{}') ? 'map' : 'one';
  const name = shape === 'one' ? word : word.slice(0, -2);
  return { shape, value: isScalarType(name) ? name : (types.get(name) ?? 'any') };
}

function isScalarType(name: string): name is ScalarType {
  return SCALAR_TYPES.has(name);
}
