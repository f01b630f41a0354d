import { type Rule, SEVERITIES } from '../analysis/rules/rule.js';
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

/** Part of a JSON schema, as an editor's manifest holds it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The settings for an extension manifest, and the English texts that its `%…%` places stand for. */
export interface SettingsSchema {
  readonly configuration: JsonSchema;
  readonly texts: Readonly<Record<string, string>>;
}

const TITLE = 'Pod Patterns';

/** English texts by setting. */
const TEXTS = {
  enable: 'Analyze Pods in YAML and JSON files.',
  rules: 'How severe the findings of a rule are, or `off`. Rules that are not listed keep their default.',
  'inlayHints.enabled':
    "Show each container's role and function after its name. Needs `#editor.inlayHints.enabled#` to be on as well.",
  'gutterIcons.enabled': "Show an icon of each container's role beside its name.",
  kubernetesVersion: 'The Kubernetes version that manifests are written for.',
  'trace.server': 'How much of the communication with the language server is written to the output.',
} as const;

/**
 * The settings schema, made from the settings' defaults and the rules. What the server applies holds for a window,
 * since it asks for its settings once; what the client applies may differ from folder to folder.
 */
export function settingsSchema(rules: readonly Rule[]): SettingsSchema {
  const settings: Readonly<Record<keyof typeof TEXTS, JsonSchema>> = {
    enable: { scope: 'window', type: 'boolean', default: DEFAULT_SETTINGS.enable },
    rules: {
      scope: 'window',
      type: 'object',
      default: DEFAULT_SETTINGS.rules,
      additionalProperties: false,
      properties: Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)])),
    },
    'inlayHints.enabled': { scope: 'window', type: 'boolean', default: DEFAULT_SETTINGS.inlayHints },
    'gutterIcons.enabled': { scope: 'resource', type: 'boolean', default: true },
    kubernetesVersion: {
      scope: 'window',
      type: 'string',
      enum: ['latest', ...KUBERNETES_VERSIONS.toReversed()],
      default: DEFAULT_SETTINGS.kubernetesVersion,
    },
    'trace.server': { scope: 'window', type: 'string', enum: ['off', 'messages', 'verbose'], default: 'off' },
  };
  const properties = Object.entries(settings).map(([name, schema], order) => [
    `podPatterns.${name}`,
    { order, ...schema, markdownDescription: `%settings.${name}%` },
  ]);
  return {
    configuration: { title: '%settings.title%', properties: Object.fromEntries(properties) },
    texts: settingsTexts(rules),
  };
}

function ruleSchema(rule: Rule): JsonSchema {
  return {
    type: 'string',
    enum: [...SEVERITIES, 'off'],
    default: rule.meta.severity,
    markdownDescription: `%settings.rules.${rule.id}%`,
  };
}

function settingsTexts(rules: readonly Rule[]): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ['settings.title', TITLE],
    ...Object.entries(TEXTS).map(([name, text]) => [`settings.${name}`, text]),
    ...rules.map((rule) => [`settings.rules.${rule.id}`, `${rule.meta.title} (default: \`${rule.meta.severity}\`).`]),
  ]);
}
