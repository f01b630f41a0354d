import { rules } from '../analysis/rules/index.js';
import type { Rule, Severity } from '../analysis/rules/rule.js';
import type { Configuration } from '../features/configuration.js';
import { translationOf } from '../features/l10n/translations.js';
import type { Translation } from '../features/messages.js';
import { PROFILES, type Profile } from '../features/profiles.js';
import { readKubernetesVersion, readRuleSetting } from '../features/read-configuration.js';
import { type Host, UsageError } from './host.js';
import { suggestion } from './suggestion.js';

/** Options that more than one command takes, for `parseArgs`. */
export const LOCALE_OPTION = { locale: { type: 'string' } } as const;
export const REPORT_OPTIONS = { format: { type: 'string', short: 'f', default: 'text' }, ...LOCALE_OPTION } as const;
export const SETTING_OPTIONS = {
  rule: { type: 'string', multiple: true },
  profile: { type: 'string' },
  'kubernetes-version': { type: 'string' },
} as const;
export const CONFIGURATION_OPTIONS = {
  config: { type: 'string' },
  'no-config': { type: 'boolean', default: false },
} as const;

/** How they are explained. */
export const LOCALE_USAGE = `\
      --locale en|ko             language of the result (default: that of LC_ALL or LANG, and English for JSON)`;
export const REPORT_USAGE = `\
  -f, --format text|json         how to print the result (default: text)
${LOCALE_USAGE}`;
export const CONFIGURATION_USAGE = `\
      --config <file>            take this configuration instead of the .pod-patterns.yaml in the folders around each file
      --no-config                take no configuration file at all`;
export const SETTING_USAGE = `\
      --profile <profile>        ${PROFILES.join(', ')}: how much is reported (default: recommended)
      --rule <rule>=<severity>   error, warning, information, hint or off for one rule; may be given again
      --kubernetes-version <v>   the cluster's minor version, such as 1.34, or latest (default: latest)`;

export const INPUT_USAGE = `\
PATH is a file, a folder to search for *.yaml, *.yml and *.json, a glob in quotes, or - for standard input.`;

/** The format that was asked for. */
export function readFormat(value: string): 'text' | 'json' {
  if (value === 'text' || value === 'json') return value;
  throw new UsageError(`--format is text or json, not '${value}'`);
}

/**
 * The language that was asked for, or else the one of the surroundings. JSON is for programs, which rather want the same
 * words everywhere; so it is English unless a language was asked for.
 */
export function readTranslation(
  locale: string | undefined,
  host: Host,
  format: 'text' | 'json' = 'text',
): Translation | undefined {
  if (locale === undefined) return format === 'json' ? undefined : translationOf(host.locale);
  const translation = translationOf(locale);
  if (!translation && !/^en\b/i.test(locale)) throw new UsageError(`--locale is en or ko, not '${locale}'`);
  return translation;
}

/** Where configuration comes from: files around each input, one file, or none; and what the options lay on top. */
export interface ConfigurationChoice {
  readonly config: 'around' | 'none' | { readonly file: string };
  readonly options: Configuration;
}

/** Which configuration files the options choose. */
export function readConfigurationOptions(values: {
  readonly config?: string | undefined;
  readonly 'no-config': boolean;
}): ConfigurationChoice['config'] {
  if (values['no-config'] && values.config !== undefined)
    throw new UsageError('--config and --no-config exclude each other');
  if (values['no-config']) return 'none';
  return values.config === undefined ? 'around' : { file: values.config };
}

/** The configuration that the options make: it goes before everything that a file says, its overrides included. */
export function readSettingOptions(values: {
  readonly rule?: readonly string[] | undefined;
  readonly profile?: string | undefined;
  readonly 'kubernetes-version'?: string | undefined;
}): Configuration {
  const set = Object.fromEntries((values.rule ?? []).map(readRuleOption));
  return {
    ...(values.rule && { rules: set, overrides: [{ rules: set }] }),
    ...(values.profile !== undefined && { profile: readProfile(values.profile) }),
    ...(values['kubernetes-version'] !== undefined && {
      kubernetesVersion: requireKubernetesVersion(values['kubernetes-version']),
    }),
  };
}

function readProfile(value: string): Profile {
  const profile = PROFILES.find((each) => each === value);
  if (profile === undefined) throw new UsageError(`--profile is ${PROFILES.join(', ')}, not '${value}'`);
  return profile;
}

function requireKubernetesVersion(value: string): string {
  const version = readKubernetesVersion(value);
  if (version === undefined)
    throw new UsageError(`--kubernetes-version is latest or a version such as 1.34, not '${value}'`);
  return version;
}

/** The rule of a name on the command line. */
export function requireRule(id: string): Rule {
  const named = rules.find((rule) => rule.id === id);
  if (named) return named;
  const hint = suggestion(
    id,
    rules.map((rule) => rule.id),
  );
  throw new UsageError(`there is no rule '${id}'${hint || "; 'pod-patterns rules' lists them"}`);
}

function readRuleOption(option: string): readonly [string, Severity | 'off'] {
  const [, id, value] = /^([^=]+)=(.*)$/.exec(option) ?? [];
  const severity = readRuleSetting(value);
  if (id === undefined || severity === undefined) {
    throw new UsageError(`--rule is <rule>=error|warning|information|hint|off, not '${option}'`);
  }
  return [requireRule(id).id, severity];
}
