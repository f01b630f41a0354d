import type { YamlDocument } from '../../syntax/nodes.js';
import type { Span, TextEdit } from '../../syntax/span.js';
import type { Message } from '../message.js';
import type { ContainerView, Manifest, ServiceView } from '../model/model.js';
import type { Nanos } from '../model/quantity.js';
import type { Pod } from '../pod.js';
import type { Role } from '../roles/role.js';
import type { ServicePods } from '../selected-pods.js';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** One check, with everything that is said about it anywhere: settings, manual, hover, command line. */
export interface Rule<Id extends string = string> {
  /** Kebab case; names what is wrong, not the cure. Also the file name. */
  readonly id: string;
  readonly meta: RuleMeta<Id>;
  /**
   * Names of fields of which at least one stands, at any depth, in every document that the rule finds something in: in
   * others it is not asked, so that it costs nothing there. Left out where a document of any fields may be wrong.
   */
  readonly fields?: readonly string[];
  /** What is wrong with a pod. Pure, as are the others: the same pod always gives the same problems. */
  readonly check?: (pod: Pod) => Iterable<Problem<NoInfer<Id>>>;
  /** What is wrong with an object as a whole, of any kind: a workload around its pod template, a Service. */
  readonly checkObject?: (manifest: Manifest, selected: SelectedPods) => Iterable<Problem<NoInfer<Id>>>;
  /** What is wrong with a document before it means anything: its YAML. */
  readonly checkDocument?: (document: YamlDocument) => Iterable<Problem<NoInfer<Id>>>;
}

/** The pods of a document's Services, as far as they stand in the same file or in one that belongs to it. */
export type SelectedPods = ReadonlyMap<ServiceView, ServicePods>;

export interface RuleMeta<Id extends string = string> {
  /** A noun phrase; heading of the page. */
  readonly title: string;
  /** Default; a problem may lower or raise it, settings override both. */
  readonly severity: Severity;
  /** False for a rule that is off unless a profile or the settings turn it on. */
  readonly enabled?: false;
  /** Version of the first release that has the rule. */
  readonly since: string;
  /** Markdown: why this matters, and what to do instead. */
  readonly docs: string;
  readonly references: readonly string[];
  /** The patterns whose working it is about; none where it holds for any container. */
  readonly patterns?: readonly Role[];
  /** Minor versions of Kubernetes that the rule is about; every one where nothing is said. */
  readonly kubernetes?: KubernetesRange;
  /** Whether editors say the same by other means: there it is reported only if somebody sets a severity for it. */
  readonly leftToEditors?: true;
  /** English templates with `{name}` places, of findings and of fixes; translations use the same ids. */
  readonly messages: Readonly<Record<Id, string>>;
  /** Run as tests and printed in the manual. */
  readonly examples: { readonly bad: readonly Example[]; readonly good: readonly Example[] };
}

/** Minor versions of Kubernetes, such as `1.29`. */
export interface KubernetesRange {
  /** The first version that is in the range. */
  readonly from?: string;
  /** The first version that is no longer in it. */
  readonly before?: string;
}

export interface Example {
  /** With marker comments where the findings of this rule lie. */
  readonly yaml: string;
  /** The version of Kubernetes that it is written for; the latest where nothing is said. */
  readonly kubernetesVersion?: string;
  /** What the largest node can give, where that is set. */
  readonly nodeCapacity?: Readonly<Record<string, string>>;
  /** The text after the first fix of every finding of this rule. */
  readonly fixed?: string;
}

/** What a rule yields. */
export interface Problem<Id extends string = string> {
  /** One name, not a block. */
  readonly span: Span;
  readonly message: Message<Id>;
  /** The container that it is about, where it is about one. */
  readonly container?: ContainerView;
  /** Where this case weighs more or less than the rule's default. */
  readonly severity?: Severity;
  /** Instead, where the settings name no version of Kubernetes: the manifest may be for a cluster of its own age. */
  readonly severityAtLatest?: Severity;
  /**
   * Set where the API server takes the object as it is and rejects the Pods that are made from it later: it does not
   * look into the pod template of a StatefulSet. See conditions/rejection.ts.
   */
  readonly atPodCreation?: true;
  /** Minor versions of Kubernetes in which this case is one; those of the rule where nothing is said. */
  readonly kubernetes?: KubernetesRange;
  /**
   * What a node has to have of a resource: this is a problem only where the settings say that the largest one has less,
   * which becomes the message's `{capacity}`. `unset` is what is said where they say nothing of it.
   */
  readonly needs?: {
    readonly resource: string;
    readonly nanos: Nanos;
    readonly unset?: { readonly message: Message<Id>; readonly severity: Severity };
  };
  readonly related?: readonly { readonly span: Span; readonly message: Message<Id> }[];
  /** Whether the text is of no use any more, so that an editor may grey it out. */
  readonly unnecessary?: boolean;
  /** Computed when somebody asks, since most findings are only looked at. The first one is the preferred one. */
  readonly fixes?: () => readonly Fix<Id>[];
}

export interface Fix<Id extends string = string> {
  readonly message: Message<Id>;
  /** `safe` keeps the meaning and may run in bulk; `suggestion` wants a person's look. */
  readonly applicability: 'safe' | 'suggestion';
  /** Versions of Kubernetes that accept what it writes; every one where nothing is said. */
  readonly kubernetes?: KubernetesRange;
  /** In source order, not overlapping, all in the document of the problem. */
  readonly edits: readonly TextEdit[];
}

/** What everyone outside gets: a problem with its rule, pod and object. */
export interface Finding extends Problem {
  readonly rule: Rule;
  /** Undefined where it is about no pod. */
  readonly pod: Pod | undefined;
  /** The object that it is about; undefined where it is about the document. */
  readonly manifest: Manifest | undefined;
}

/** Keeps the message ids checked by the compiler. */
export function defineRule<Id extends string>(rule: Rule<Id>): Rule<Id> {
  return rule;
}

/** Whether at least some of its findings can be repaired: such a rule shows one repaired in its examples. */
export function isFixable({ meta }: Rule): boolean {
  return meta.examples.bad.some(({ fixed }) => fixed !== undefined);
}
