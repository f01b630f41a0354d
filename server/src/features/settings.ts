import { SEVERITIES, type Severity } from '../analysis/rules/rule.js';

/** What a user can set; the adapters read it from the editor, a file or the command line. */
export interface Settings {
  readonly enable: boolean;
  /** By rule id; a rule that is not listed keeps its default. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  readonly inlayHints: boolean;
  /** `1.34`, or `latest`. */
  readonly kubernetesVersion: string;
}

export const DEFAULT_SETTINGS: Settings = { enable: true, rules: {}, inlayHints: true, kubernetesVersion: 'latest' };

/**
 * Settings from what an editor or a file holds under `podPatterns`: `{ enable, rules, inlayHints: { enabled },
 * kubernetesVersion }`. Never throws; what is missing or of another kind than expected keeps its default.
 */
export function readSettings(value: unknown): Settings {
  const given = asRecord(value);
  return {
    enable: asBoolean(given['enable']) ?? DEFAULT_SETTINGS.enable,
    rules: readRules(given['rules']),
    inlayHints: asBoolean(asRecord(given['inlayHints'])['enabled']) ?? DEFAULT_SETTINGS.inlayHints,
    kubernetesVersion: readKubernetesVersion(given['kubernetesVersion']) ?? DEFAULT_SETTINGS.kubernetesVersion,
  };
}

/** `error`, `warning`, `information`, `hint` or `off`; undefined for anything else. */
export function readSeverity(value: unknown): Severity | 'off' | undefined {
  return value === 'off' ? value : SEVERITIES.find((severity) => severity === value);
}

/** `latest`, or a minor version as `1.34`, which may also be written `v1.34` or `1.34.2`; undefined for anything else. */
export function readKubernetesVersion(value: unknown): string | undefined {
  if (value === 'latest') return value;
  return typeof value === 'string' ? /^v?(1\.\d{1,3})(?:\.\d{1,3})?$/.exec(value)?.[1] : undefined;
}

function readRules(value: unknown): Readonly<Record<string, Severity | 'off'>> {
  const entries = Object.entries(asRecord(value)).flatMap(([id, each]) => {
    const severity = readSeverity(each);
    return severity ? [[id, severity] as const] : [];
  });
  return Object.fromEntries(entries);
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
