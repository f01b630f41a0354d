import type { DataFlow } from '../../analysis/flows/flow.js';
import type { InjectedContainer } from '../../analysis/injection/injector.js';
import type { ContainerList, PathStep } from '../../analysis/model/model.js';
import type { Pod } from '../../analysis/pod.js';
import {
  type ContainerFunction,
  type Evidence,
  ROLES,
  type Role,
  type RoleVerdict,
} from '../../analysis/roles/role.js';
import { type Settlement, settledBy } from '../../analysis/roles/settled.js';
import { analyzeSource, type ConfiguredSource } from '../../features/analyzed-source.js';
import { evidenceText } from '../../features/evidence-text.js';
import type { Translation } from '../../features/messages.js';
import { type Span, shift } from '../../syntax/span.js';
import { type ReportedRange, reportedRange } from '../range.js';

/** A pod spec of a file with the roles of its containers, as the JSON report has it. */
export interface WorkloadReport {
  readonly file: string;
  /** Index of the YAML document in the file. */
  readonly document: number;
  readonly kind: string;
  readonly name: string | null;
  readonly namespace: string | null;
  /** From the document's root to the pod spec. */
  readonly path: readonly PathStep[];
  readonly containers: readonly ContainerReport[];
  /** Not in the manifest; added when the pod is made. */
  readonly injected: readonly InjectedReport[];
  readonly flows: readonly FlowReport[];
}

export interface ContainerReport {
  readonly name: string | null;
  readonly list: ContainerList;
  readonly index: number;
  readonly role: Role;
  readonly native: boolean;
  readonly function: ContainerFunction;
  /** Between 0 and 1. */
  readonly confidence: number;
  readonly certainty: RoleVerdict['certainty'];
  /** Whether the API or a person left nothing to judge; null where the role was judged. */
  readonly settledBy: Settlement | null;
  /** The role that comes next, where another one has any support. */
  readonly runnerUp: { readonly role: Role; readonly confidence: number } | null;
  /** What speaks for the role, strongest first, then what speaks against it. */
  readonly evidence: readonly EvidenceReport[];
  /** Of the name's value, or of what stands for it. */
  readonly range: ReportedRange;
}

export interface InjectedReport {
  readonly name: string;
  readonly role: Role;
  readonly function: ContainerFunction;
  /** Whether it is a native sidecar, as far as the manifest and the product's defaults say. */
  readonly native: boolean;
  /** The product that adds it, in lower case. */
  readonly source: string;
}

export interface EvidenceReport {
  readonly source: string;
  /** The role that it speaks for; where it speaks for none, the one that it speaks against most. */
  readonly toward: Role;
  /** Natural log-odds; negative when it speaks against `toward`. */
  readonly weight: number;
  readonly message: string;
  readonly range: ReportedRange;
}

export interface FlowReport {
  readonly from: string | null;
  readonly to: string | null;
  /** False when the manifest does not show which way the data goes. */
  readonly directed: boolean;
  readonly via: DataFlow['via']['kind'];
  /** The volume's. */
  readonly name?: string;
  readonly port?: number;
}

/** Every pod spec of a file, in source order. */
export function reportRoles(
  source: ConfiguredSource,
  file: string,
  translation?: Translation,
): readonly WorkloadReport[] {
  return analyzeSource(source).flatMap(({ part, analysis }, document) => {
    const words: Words = {
      range: (span) => reportedRange(source, shift(span, part.start)),
      reason: (evidence) => evidenceText(evidence, translation),
    };
    return analysis.pods.map((pod) => ({ file, document, ...reportPod(pod, words) }));
  });
}

/** How places and reasons are told. */
interface Words {
  range(span: Span): ReportedRange;
  reason(evidence: Evidence): string;
}

function reportPod(pod: Pod, words: Words): Omit<WorkloadReport, 'file' | 'document'> {
  const { manifest, spec } = pod;
  return {
    kind: manifest.kind.value,
    name: manifest.name?.value ?? null,
    namespace: manifest.namespace?.value ?? null,
    path: spec.path,
    containers: spec.containers.map((container) => {
      const verdict = pod.verdictOf(container);
      return {
        name: container.name?.value ?? null,
        list: container.list,
        index: container.index,
        role: verdict.role,
        native: verdict.native,
        function: verdict.function,
        confidence: rounded(verdict.confidence),
        certainty: verdict.certainty,
        settledBy: settledBy(verdict) ?? null,
        runnerUp: reportRunnerUp(verdict),
        evidence: [...verdict.evidence, ...verdict.against].map((each) => reportEvidence(each, verdict.role, words)),
        range: words.range(container.anchor),
      };
    }),
    injected: pod.injected.map(reportInjected),
    flows: pod.flows.map(reportFlow),
  };
}

function reportRunnerUp({ runnerUp, shares }: RoleVerdict): ContainerReport['runnerUp'] {
  return runnerUp ? { role: runnerUp, confidence: rounded(shares[runnerUp]) } : null;
}

function reportInjected({ name, role, function: purpose, lifecycle, injector }: InjectedContainer): InjectedReport {
  return { name, role, function: purpose, native: lifecycle === 'sidecar', source: injector.id };
}

function reportEvidence(evidence: Evidence, role: Role, { range, reason }: Words): EvidenceReport {
  const { toward, weight } = direction(evidence, role);
  return {
    source: evidence.source,
    toward,
    weight: rounded(weight),
    message: reason(evidence),
    range: range(evidence.span),
  };
}

/** The highest positive weight, or else the most negative one; of equal ones that of the verdict's role. */
function direction({ weights }: Evidence, role: Role): { readonly toward: Role; readonly weight: number } {
  const roles = [role, ...ROLES.filter((each) => each !== role)];
  const sorted = roles
    .map((toward) => ({ toward, weight: weights[toward] ?? 0 }))
    .toSorted((one, other) => other.weight - one.weight);
  const [highest] = sorted;
  const lowest = sorted.at(-1);
  if (highest && highest.weight > 0) return highest;
  return lowest ?? { toward: 'main', weight: 0 };
}

function reportFlow({ from, to, directed, via }: DataFlow): FlowReport {
  return {
    from: from.name?.value ?? null,
    to: to.name?.value ?? null,
    directed,
    via: via.kind,
    ...(via.kind === 'volume' ? { name: via.volume.name.value } : {}),
    ...(via.kind === 'localhost' ? { port: via.port } : {}),
  };
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
