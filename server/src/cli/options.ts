import { rules } from '../analysis/rules/index.js';
import type { Rule, Severity } from '../analysis/rules/rule.js';
import { type Translation, translationOf } from '../features/messages.js';
import { readKubernetesVersion, readRuleSetting } from '../features/read-configuration.js';
import { DEFAULT_SETTINGS, type Settings } from '../features/settings.js';
import { type Host, UsageError } from './host.js';
import { suggestion } from './suggestion.js';

/** Options that more than one command takes, for `parseArgs`. */
export const LOCALE_OPTION = { locale: { type: 'string' } } as const;
export const REPORT_OPTIONS = { format: { type: 'string', short: 'f', default: 'text' }, ...LOCALE_OPTION } as const;
export const SETTING_OPTIONS = {
  rule: { type: 'string', multiple: true },
  'kubernetes-version': { type: 'string', default: DEFAULT_SETTINGS.kubernetesVersion },
} as const;

/** How they are explained. */
export const LOCALE_USAGE = `\
      --locale en|ko             language of the result (default: that of LC_ALL or LANG, and English for JSON)`;
export const REPORT_USAGE = `\
  -f, --format text|json         how to print the result (default: text)
${LOCALE_USAGE}`;
export const SETTING_USAGE = `\
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

/** The settings that the options make. */
export function readSettingOptions(values: {
  readonly rule?: readonly string[] | undefined;
  readonly 'kubernetes-version': string;
}): Settings {
  const kubernetesVersion = readKubernetesVersion(values['kubernetes-version']);
  if (kubernetesVersion === undefined) {
    throw new UsageError(
      `--kubernetes-version is latest or a version such as 1.34, not '${values['kubernetes-version']}'`,
    );
  }
  return { ...DEFAULT_SETTINGS, rules: Object.fromEntries((values.rule ?? []).map(readRuleOption)), kubernetesVersion };
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
