import type { ContainerFunction, Role } from '../analysis/roles/role.js';
import type { Severity } from '../analysis/rules/rule.js';

/** What a client may pass as `initializationOptions`; every field may be missing. */
export interface InitializationOptions {
  /** The `podPatterns` settings, for clients that do not answer `workspace/configuration`. */
  readonly settings?: unknown;
  /** Whether the client wants `podPatterns/roles` notifications, for gutter icons. */
  readonly roleNotifications?: boolean;
  /** Whether the client wants `podPatterns/index` notifications, to say so where a workspace is too large. */
  readonly indexNotifications?: boolean;
  /** Whether the client answers `podPatterns/readFile` and `podPatterns/findFiles`; otherwise the server reads the disk, where it has one. */
  readonly readsFiles?: boolean;
  /** What is in `texts.<language>.json`, for a server that has no disk to read it from. */
  readonly translation?: Readonly<Record<string, string>>;
}

/** Server → client: the text of a file that need not be open. */
export const READ_FILE_REQUEST = 'podPatterns/readFile';

export interface ReadFileParams {
  readonly uri: string;
}

export interface ReadFileResult {
  /** Null where there is no such file. */
  readonly text: string | null;
}

/** Server → client: the YAML files of the workspace, without those that the user excludes. */
export const FIND_FILES_REQUEST = 'podPatterns/findFiles';

export interface FindFilesParams {
  /** How many are wanted at most. */
  readonly most: number;
}

export interface FindFilesResult {
  readonly uris: readonly string[];
  /** Whether these are all. */
  readonly complete: boolean;
}

/** Client → server, when it would find other files than before, as the user excludes others. */
export const FIND_AGAIN_NOTIFICATION = 'podPatterns/findAgain';

/** Server → client, where not all files of the workspace can be looked at together, and when they are again. */
export const INDEX_NOTIFICATION = 'podPatterns/index';

export interface IndexParams {
  /** How many manifests are looked at together. */
  readonly together: number;
  /** Whether these are all; otherwise a bound was reached, and each other file is looked at alone. */
  readonly complete: boolean;
}

/** Server → client, when the roles or their places in an open document are others than those last sent. */
export const ROLES_NOTIFICATION = 'podPatterns/roles';

export interface RolesParams {
  readonly uri: string;
  readonly version: number;
  readonly containers: readonly ContainerRole[];
}

export interface ContainerRole {
  readonly name: string | null;
  readonly role: Role;
  readonly function: ContainerFunction;
  readonly native: boolean;
  readonly certainty: 'high' | 'medium' | 'low';
  /** The name's value, or what stands for it. */
  readonly range: LineRange;
}

export interface LineRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Client → server, no parameters: every rule under the current settings. */
export const RULES_REQUEST = 'podPatterns/rules';

export interface RuleSummary {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly enabled: boolean;
  readonly since: string;
  readonly url: string;
}
