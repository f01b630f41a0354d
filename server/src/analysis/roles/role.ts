import type { Span } from '../../syntax/span.js';
import type { Message } from '../message.js';
import type { ContainerView } from '../model/model.js';
import type { PodFacts } from './pod-facts.js';

export type Role = 'main' | 'sidecar' | 'ambassador' | 'adapter' | 'init';

export const ROLES: readonly Role[] = ['main', 'sidecar', 'ambassador', 'adapter', 'init'];

export const CONTAINER_FUNCTIONS = [
  'app',
  'log-shipper',
  'config-reloader',
  'file-sync',
  'mesh-proxy',
  'auth-proxy',
  'tls-proxy',
  'outbound-proxy',
  'db-proxy',
  'metrics-exporter',
  'format-converter',
  'secrets-agent',
  'backup',
  'csi-helper',
  'leader-election',
  'controller-helper',
  'wait-for',
  'migrate',
  'setup-permissions',
  'fetch-assets',
  'copy-binaries',
  'generate-config',
  'sysctl-tuning',
  'network-setup',
  'debug',
  'other',
] as const;

/** What a container does within its role. */
export type ContainerFunction = (typeof CONTAINER_FUNCTIONS)[number];

/** Natural log-odds per role; negative speaks against it. */
export type RoleWeights = Readonly<Partial<Record<Role, number>>>;

/** How much a reason speaks for functions; the strongest function that goes with the role is taken. */
export type FunctionWeights = Readonly<Partial<Record<ContainerFunction, number>>>;

/** One reason for or against roles of a container. */
export interface Evidence {
  /** Id of the evidence source, which is also its file name and its place in the manual. */
  readonly source: string;
  readonly container: ContainerView;
  readonly weights: RoleWeights;
  readonly functions: FunctionWeights;
  /** The text that is the reason, often in another container. */
  readonly span: Span;
  readonly message: Message;
}

export interface RoleVerdict {
  readonly container: ContainerView;
  readonly role: Role;
  readonly function: ContainerFunction;
  /** An entry of `initContainers` with restartPolicy Always: a fact of the API, whatever the role. */
  readonly native: boolean;
  /** Probability of the role, between 0 and 1. */
  readonly confidence: number;
  /** Probability of every role, between 0 and 1; together they are 1. */
  readonly shares: Readonly<Record<Role, number>>;
  /** The confidence in three steps, for words and question marks. */
  readonly certainty: 'high' | 'medium' | 'low';
  /** The role that comes next, where another one has any support. */
  readonly runnerUp: Role | undefined;
  /** Speaks for the role rather than the runner-up; strongest first, structure before names of nearly equal ones. */
  readonly evidence: readonly Evidence[];
  /** Speaks against it; in the same order. */
  readonly against: readonly Evidence[];
}

/** What a source sees in one container; its weights stand in the source's table under the message's id. */
export interface Observation<Id extends string = string> {
  readonly container: ContainerView;
  readonly span: Span;
  readonly message: Message<Id>;
  /** Multiplies the weights, where the sight is dimmer than the table assumes. */
  readonly scale?: number;
  readonly functions?: FunctionWeights;
}

/** One way to recognize a role, with its reason for the manual. */
export interface EvidenceSource<Id extends string = string> {
  /** Kebab case; also the file name. */
  readonly id: string;
  readonly meta: {
    readonly title: string;
    /** Markdown: why this tells something about the role. */
    readonly why: string;
    /** English templates, lower-case fragments: they are shown after a plus or minus sign. */
    readonly messages: Readonly<Record<Id, string>>;
    /** What each message says about the role. */
    readonly weights: Readonly<Record<Id, RoleWeights>>;
  };
  /** Pure: the same pod always gives the same evidence. */
  collect(pod: PodFacts): Iterable<Observation<NoInfer<Id>>>;
}

/** Keeps the message ids checked by the compiler. */
export function defineEvidence<Id extends string>(source: EvidenceSource<Id>): EvidenceSource<Id> {
  return source;
}
