import type { UserProduct } from '../analysis/catalogue/user-products.js';
import { parseNanos } from '../analysis/model/quantity.js';
import { FUNCTIONS } from '../analysis/roles/functions.js';
import { type ContainerFunction, ROLES, type Role } from '../analysis/roles/role.js';
import { rules } from '../analysis/rules/index.js';
import { SEVERITIES } from '../analysis/rules/rule.js';
import {
  CONFIGURATION_KEYS,
  type Configuration,
  type NodeCapacity,
  type Override,
  type RuleSetting,
  type RuleSettings,
} from './configuration.js';
import {
  type ConfigurationProblem,
  complain,
  complainOfKey,
  entriesOf,
  keyOf,
  list,
  map,
  oneOf,
  type Place,
  parsed,
  texts,
  truth,
} from './configuration-values.js';
import { PROFILES } from './profiles.js';

/** What can be understood of a configuration, and what cannot. */
export interface ReadConfiguration {
  readonly configuration: Configuration;
  readonly problems: readonly ConfigurationProblem[];
}

/** Reads what an editor holds under `podPatterns`, or what a `.pod-patterns.yaml` holds. Never throws. */
export function readConfiguration(value: unknown): ReadConfiguration {
  const problems: ConfigurationProblem[] = [];
  const at = map({ value, path: [], problems }, CONFIGURATION_KEYS);
  if (!at) return { configuration: {}, problems };
  const hints = map(at('inlayHints'), ['enabled']);
  const configuration = present<Configuration>({
    enable: truth(at('enable')),
    profile: oneOf(at('profile'), PROFILES),
    rules: readRules(at('rules')),
    overrides: list(at('overrides'))?.flatMap((each) => readOverride(each) ?? []),
    exclude: texts(at('exclude')),
    images: entriesOf(at('images'))?.flatMap((each) => readImage(each) ?? []),
    staticPods: texts(at('staticPods')),
    kubernetesVersion: parsed(at('kubernetesVersion'), readKubernetesVersion, 'version'),
    nodeCapacity: readNodeCapacity(at('nodeCapacity')),
    maxFindingsPerFile: parsed(at('maxFindingsPerFile'), readCount, 'count'),
    inlayHints: hints && present<NonNullable<Configuration['inlayHints']>>({ enabled: truth(hints('enabled')) }),
  });
  return { configuration, problems };
}

/** `latest`, or a minor version as `1.34`, which may also be written `v1.34` or `1.34.2`; undefined for anything else. */
export function readKubernetesVersion(value: unknown): string | undefined {
  if (value === 'latest') return value;
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' ? /^v?(1\.\d{1,3})(?:\.\d{1,3})?$/.exec(text)?.[1] : undefined;
}

/** `error`, `warning`, `information`, `hint` or `off`, which YAML also reads as false; undefined for anything else. */
export function readRuleSetting(value: unknown): RuleSetting | undefined {
  return value === false || value === 'off' ? 'off' : SEVERITIES.find((severity) => severity === value);
}

const RULE_SETTINGS: readonly RuleSetting[] = [...SEVERITIES, 'off'];

/** Severities of rules that there are. */
function readRules(place: Place): RuleSettings | undefined {
  const ids = rules.map(({ id }) => id);
  const read = entriesOf(place)?.flatMap((each) => {
    const id = keyOf(each.path);
    if (!ids.includes(id)) return complainOfKey(each, ids, 'Rule') ?? [];
    const setting = readRuleSetting(each.value) ?? oneOf(each, RULE_SETTINGS);
    return setting ? [[id, setting] as const] : [];
  });
  return read && Object.fromEntries(read);
}

function readOverride(place: Place): Override | undefined {
  const at = map(place, ['files', 'containers', 'roles', 'rules']);
  if (!at) return undefined;
  const read = readRules(at('rules'));
  if (!read) return complain(place, 'noRules');
  const roles = readRoles(at('roles'));
  return present<Override>({ files: texts(at('files')), containers: texts(at('containers')), roles, rules: read });
}

function readRoles(place: Place): readonly Role[] | undefined {
  return texts(place)?.flatMap((value) => oneOf({ ...place, value }, ROLES) ?? []);
}

const REPOSITORY = /^[a-z0-9*][a-z0-9._:*-]*(?:\/[a-z0-9*][a-z0-9._*-]*)*$/i;

/** `team/log-agent: sidecar`, or with a map: `{ role, function, ports }`. */
function readImage(place: Place): UserProduct | undefined {
  const repository = keyOf(place.path);
  if (!REPOSITORY.test(repository) || !isWithoutTag(repository)) return complain(place, 'repository', {}, 'key');
  if (typeof place.value === 'string') {
    const role = oneOf(place, ROLES);
    return role && { repository, role, function: ordinaryFunction(role), ports: [] };
  }
  const at = map(place, ['role', 'function', 'ports']);
  if (!at) return undefined;
  if (at('role').value === undefined) return complain(place, 'noRole');
  const role = oneOf(at('role'), ROLES);
  if (!role) return undefined;
  return {
    repository,
    role,
    function: readFunction(at('function'), role) ?? ordinaryFunction(role),
    ports: list(at('ports'))?.flatMap((each) => parsed(each, readPort, 'port') ?? []) ?? [],
  };
}

/** The port of a registry stands in front of a slash. */
function isWithoutTag(repository: string): boolean {
  return !repository.slice(repository.indexOf('/') + 1).includes(':');
}

function readFunction(place: Place, role: Role): ContainerFunction | undefined {
  const { value } = place;
  if (value === undefined || value === null) return undefined;
  const allowed = FUNCTIONS[role];
  return (
    allowed.find((each) => each === value) ??
    complain(place, 'functionOfRole', { function: String(value), values: allowed.join(', ') })
  );
}

function ordinaryFunction(role: Role): ContainerFunction {
  return role === 'main' ? 'app' : 'other';
}

function readPort(value: unknown): number | undefined {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65_535 ? Number(value) : undefined;
}

function readCount(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : undefined;
}

function readNodeCapacity(place: Place): NodeCapacity | undefined {
  const read = entriesOf(place)?.flatMap((each) => {
    const quantity = parsed(each, readQuantity, 'quantity');
    return quantity === undefined ? [] : [[keyOf(each.path), quantity] as const];
  });
  return read && Object.fromEntries(read);
}

function readQuantity(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  const nanos = typeof text === 'string' ? parseNanos(text) : undefined;
  return typeof text === 'string' && nanos !== undefined && nanos >= 0n ? text : undefined;
}

/** The object without the keys that hold undefined. */
function present<T extends object>(object: { readonly [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
