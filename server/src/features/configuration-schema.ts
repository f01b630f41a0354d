import { CONTAINER_FUNCTIONS, ROLES } from '../analysis/roles/role.js';
import { type Rule, SEVERITIES } from '../analysis/rules/rule.js';
import type { CONFIGURATION_KEYS } from './configuration.js';
import { PROFILES } from './profiles.js';
import { DEFAULT_SETTINGS } from './settings.js';

/** Minor versions that `kubernetesVersion` offers, oldest first; the last one is what `latest` stands for. */
export const KUBERNETES_VERSIONS: readonly string[] = [
  '1.24',
  '1.25',
  '1.26',
  '1.27',
  '1.28',
  '1.29',
  '1.30',
  '1.31',
  '1.32',
  '1.33',
  '1.34',
  '1.35',
  '1.36',
  '1.37',
];

/** Part of a JSON schema, as an editor's manifest or a schema file holds it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a configuration can say, under the names that settings have: all but one are those of a configuration file. */
export type ConfigurationName = Exclude<(typeof CONFIGURATION_KEYS)[number], 'inlayHints'> | 'inlayHints.enabled';

/** What each of them does, in English. */
export const CONFIGURATION_TEXTS: Readonly<Record<ConfigurationName, string>> = {
  enable: 'Analyze Pods in YAML and JSON files.',
  profile:
    'How much is reported: `recommended`; `strict`, which takes information for warnings and hints for information, and turns every rule on; or `quiet`, which shows errors and warnings only.',
  rules:
    'How severe the findings of a rule are, or `off`. Rules that are not listed are as severe as the profile says.',
  overrides:
    'Other severities for findings in some files (globs), about some containers (globs of names) or about containers of some roles. Later entries go before earlier ones.',
  exclude: 'Globs of files that are left alone.',
  images:
    'What images are for, by the end of their repository, in which `*` stands for any text between two slashes: a role, or a map with `role`, `function` and `ports`. This goes before what Pod Patterns knows of images.',
  staticPods:
    'Globs of files that hold static Pods, which the kubelet of a node runs by itself. Files in a folder `etc/kubernetes/manifests` always count as such.',
  kubernetesVersion: 'The Kubernetes version that manifests are written for.',
  nodeCapacity: 'What the largest node of the cluster can give, as quantities by resource, such as `cpu` and `memory`.',
  maxFindingsPerFile: 'How many findings of a file are shown at most. Errors go before all others.',
  'inlayHints.enabled':
    "Show each container's role and function after its name. Needs `#editor.inlayHints.enabled#` to be on as well.",
};

const TEXTS: JsonSchema = { type: 'array', items: { type: 'string' } };
const TEXT_OR_TEXTS: JsonSchema = { type: ['string', 'array'], items: { type: 'string' } };

/** The schema of everything that a configuration can say; `ruleSchema` gives that of a rule's severity. */
export function configurationSchemas(
  rules: readonly Rule[],
  ruleSchema: (rule: Rule) => JsonSchema,
): Readonly<Record<ConfigurationName, JsonSchema>> {
  const severities: JsonSchema = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)])),
  };
  const { enable, profile, exclude, kubernetesVersion, nodeCapacity, maxFindingsPerFile, inlayHints } = {
    ...DEFAULT_SETTINGS,
    exclude: [],
  };
  return {
    enable: { type: 'boolean', default: enable },
    profile: { type: 'string', enum: PROFILES, default: profile },
    rules: { ...severities, default: DEFAULT_SETTINGS.rules },
    overrides: { type: 'array', default: DEFAULT_SETTINGS.overrides, items: overrideSchema(rules) },
    exclude: { ...TEXTS, default: exclude },
    images: { type: 'object', default: {}, additionalProperties: { anyOf: IMAGE_SCHEMAS } },
    staticPods: { ...TEXTS, default: [] },
    kubernetesVersion: {
      type: 'string',
      enum: ['latest', ...KUBERNETES_VERSIONS.toReversed()],
      default: kubernetesVersion,
    },
    nodeCapacity: { type: 'object', default: nodeCapacity, additionalProperties: { type: ['string', 'number'] } },
    maxFindingsPerFile: { type: 'integer', minimum: 1, default: maxFindingsPerFile },
    'inlayHints.enabled': { type: 'boolean', default: inlayHints },
  };
}

/** The severity of a rule, or that it is off. */
export const SEVERITY_SCHEMA: JsonSchema = { type: 'string', enum: [...SEVERITIES, 'off'] };

function overrideSchema(rules: readonly Rule[]): JsonSchema {
  return {
    type: 'object',
    required: ['rules'],
    additionalProperties: false,
    properties: {
      files: TEXT_OR_TEXTS,
      containers: TEXT_OR_TEXTS,
      roles: { type: ['string', 'array'], items: { type: 'string', enum: ROLES } },
      rules: {
        type: 'object',
        propertyNames: { enum: rules.map(({ id }) => id) },
        additionalProperties: SEVERITY_SCHEMA,
      },
    },
  };
}

const IMAGE_SCHEMAS: readonly JsonSchema[] = [
  { type: 'string', enum: ROLES },
  {
    type: 'object',
    required: ['role'],
    additionalProperties: false,
    properties: {
      role: { type: 'string', enum: ROLES },
      function: { type: 'string', enum: CONTAINER_FUNCTIONS },
      ports: { type: 'array', items: { type: 'integer', minimum: 1, maximum: 65_535 } },
    },
  },
];

/** The schema of `.pod-patterns.yaml`, for editors that complete and check YAML by it. */
export function projectFileSchema(rules: readonly Rule[]): JsonSchema {
  const { 'inlayHints.enabled': hints, kubernetesVersion, ...others } = configurationSchemas(rules, describedRule);
  const described = (name: ConfigurationName, schema: JsonSchema) => ({
    ...schema,
    description: plain(CONFIGURATION_TEXTS[name]),
  });
  const properties: Readonly<Record<(typeof CONFIGURATION_KEYS)[number], JsonSchema>> = {
    enable: described('enable', others.enable),
    profile: described('profile', others.profile),
    rules: described('rules', others.rules),
    overrides: described('overrides', others.overrides),
    exclude: described('exclude', { ...others.exclude, ...TEXT_OR_TEXTS }),
    images: described('images', others.images),
    staticPods: described('staticPods', { ...others.staticPods, ...TEXT_OR_TEXTS }),
    kubernetesVersion: described('kubernetesVersion', {
      // YAML reads 1.34 as a number.
      anyOf: [{ enum: kubernetesVersion['enum'] }, { type: 'number' }],
      default: kubernetesVersion['default'],
    }),
    nodeCapacity: described('nodeCapacity', others.nodeCapacity),
    maxFindingsPerFile: described('maxFindingsPerFile', others.maxFindingsPerFile),
    inlayHints: {
      type: 'object',
      additionalProperties: false,
      properties: { enabled: described('inlayHints.enabled', hints) },
    },
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of Pod Patterns for Kubernetes',
    type: ['object', 'null'],
    additionalProperties: false,
    properties,
  };
}

function describedRule(rule: Rule): JsonSchema {
  return { ...SEVERITY_SCHEMA, default: defaultOf(rule), description: `${rule.meta.title}.` };
}

/** How severe a rule is unless somebody says otherwise. */
export function defaultOf({ meta }: Rule): string {
  return meta.enabled === false ? 'off' : meta.severity;
}

/** Without the marks of Markdown and of the editor's settings. */
function plain(text: string): string {
  return text.replace(/`#?([^`#]+)#?`/g, "'$1'");
}
