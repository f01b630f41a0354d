import type { UserProduct } from '../analysis/catalogue/user-products.js';
import type { Role } from '../analysis/roles/role.js';
import type { Severity } from '../analysis/rules/rule.js';
import type { Profile } from './profiles.js';

/** A severity, or none at all. */
export type RuleSetting = Severity | 'off';

/** By rule id. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

/** Other severities for some findings; of conditions that are left out, every value is meant. */
export interface Override {
  /** Globs of paths, relative to the folder of the configuration. */
  readonly files?: readonly string[];
  /** Globs of container names. */
  readonly containers?: readonly string[];
  readonly roles?: readonly Role[];
  readonly rules: RuleSettings;
}

/** What the largest node can give, as quantities by resource: `{ cpu: '16', memory: '64Gi' }`. */
export type NodeCapacity = Readonly<Record<string, string>>;

/**
 * What one place says, the editor's settings or a `.pod-patterns.yaml`; what it does not say, or says in a way that
 * nobody understands, is left out.
 */
export interface Configuration {
  readonly enable?: boolean;
  readonly profile?: Profile;
  readonly rules?: RuleSettings;
  readonly overrides?: readonly Override[];
  readonly exclude?: readonly string[];
  readonly images?: readonly UserProduct[];
  /** Globs of paths, relative to the folder of the configuration, of files that the kubelet of a node reads itself. */
  readonly staticPods?: readonly string[];
  readonly kubernetesVersion?: string;
  readonly nodeCapacity?: NodeCapacity;
  readonly maxFindingsPerFile?: number;
  readonly inlayHints?: { readonly enabled?: boolean };
}

/** The keys of a configuration, in the order of the manual. */
export const CONFIGURATION_KEYS = [
  'enable',
  'profile',
  'rules',
  'overrides',
  'exclude',
  'images',
  'staticPods',
  'kubernetesVersion',
  'nodeCapacity',
  'maxFindingsPerFile',
  'inlayHints',
] as const satisfies readonly (keyof Configuration)[];

/** A configuration with the address of the folder that its globs start from; undefined where there is none. */
export interface ConfigurationLayer {
  readonly configuration: Configuration;
  readonly folder: string | undefined;
}
