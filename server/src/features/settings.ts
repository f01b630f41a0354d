import type { Severity } from '../analysis/rules/rule.js';

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
