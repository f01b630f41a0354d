import type { Rule } from '../analysis/rules/rule.js';
import {
  CONFIGURATION_TEXTS,
  configurationSchemas,
  defaultOf,
  type JsonSchema,
  SEVERITY_SCHEMA,
} from './configuration-schema.js';

/** The settings for an extension manifest, and the English texts that its `%…%` places stand for. */
export interface SettingsSchema {
  readonly configuration: JsonSchema;
  readonly texts: Readonly<Record<string, string>>;
}

const TITLE = 'Pod Patterns';

/** English texts by setting. */
const TEXTS = {
  ...CONFIGURATION_TEXTS,
  'gutterIcons.enabled': "Show an icon of each container's role beside its name.",
  'trace.server': 'How much of the communication with the language server is written to the output.',
} as const;

/**
 * The settings schema, made from the settings' defaults and the rules. What the server applies holds for a window,
 * since it asks for its settings once; what the client applies may differ from folder to folder.
 */
export function settingsSchema(rules: readonly Rule[]): SettingsSchema {
  const server = Object.entries(configurationSchemas(rules, ruleSchema)).map(
    ([name, schema]) => [name, { scope: 'window', ...schema }] as const,
  );
  const settings: readonly (readonly [string, JsonSchema])[] = [
    ...server,
    ['gutterIcons.enabled', { scope: 'resource', type: 'boolean', default: true }],
    ['trace.server', { scope: 'window', type: 'string', enum: ['off', 'messages', 'verbose'], default: 'off' }],
  ];
  const properties = settings.map(([name, schema], order) => [
    `podPatterns.${name}`,
    { order, ...schema, markdownDescription: `%settings.${name}%` },
  ]);
  return {
    configuration: { title: '%settings.title%', properties: Object.fromEntries(properties) },
    texts: settingsTexts(rules),
  };
}

function ruleSchema(rule: Rule): JsonSchema {
  return { ...SEVERITY_SCHEMA, default: defaultOf(rule), markdownDescription: `%settings.rules.${rule.id}%` };
}

function settingsTexts(rules: readonly Rule[]): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ['settings.title', TITLE],
    ...Object.entries(TEXTS).map(([name, text]) => [`settings.${name}`, text]),
    ...rules.map((rule) => [`settings.rules.${rule.id}`, `${rule.meta.title} (default: \`${defaultOf(rule)}\`).`]),
  ]);
}
