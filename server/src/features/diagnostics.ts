import type { Analysis } from '../analysis/analyze.js';
import type { Message } from '../analysis/message.js';
import type { Manifest } from '../analysis/model/model.js';
import { parseNanos } from '../analysis/model/quantity.js';
import type { Finding, Fix, Rule, Severity } from '../analysis/rules/rule.js';
import { directivesOf, isSuppressed } from '../analysis/suppressions.js';
import { lineEnd } from '../syntax/layout.js';
import type { YamlDocument } from '../syntax/nodes.js';
import type { SourceDocument, SourcePart } from '../syntax/source.js';
import { type Span, shift } from '../syntax/span.js';
import { type AnalyzedPart, analyzeSource } from './analyzed-source.js';
import { severityOf } from './finding-severity.js';
import { severestOf, tooManyFindings } from './findings-cap.js';
import { includesVersion } from './kubernetes-version.js';
import { type MessageOwner, type Translation, textOf } from './messages.js';
import { ruleText } from './rule-text.js';
import type { Settings } from './settings.js';
import { unusedSuppressions } from './unused-suppressions.js';

/** A finding with its place in the file and its severity settled. Spans count from the file's start. */
export interface PlacedFinding {
  /** The finding in its own document: the same object as long as that document says the same, wherever it stands. */
  readonly settled: SettledFinding;
  readonly rule: Rule;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: Message;
  /** Whether the API server takes the object and rejects the Pods that are made from it. */
  readonly atPodCreation: boolean;
  /** `Deployment/web`; undefined where the manifest has no name. */
  readonly workload: string | undefined;
  /** The container's name; undefined where the finding is about no container, or about one without a name. */
  readonly container: string | undefined;
  readonly unnecessary: boolean;
  readonly fixable: boolean;
  readonly related: readonly { readonly span: Span; readonly message: Message }[];
  /** The document that it was found in; spans of the edits of `fixes()` count from its start. */
  readonly part: SourcePart;
  /** The first one is the preferred one. */
  fixes(): readonly Fix[];
}

/** A finding as the settings have it: with the capacity of nodes in its message, and its severity. */
export interface SettledFinding {
  readonly finding: Finding;
  readonly severity: Severity;
}

/**
 * The findings of a file in the order of their places, as many as the settings allow: errors go before the rest, and
 * what is left out is counted in a finding of its own on the first line.
 */
export function findingsOf(source: SourceDocument, settings: Settings): readonly PlacedFinding[] {
  const all = allFindingsOf(source, settings);
  const shown = severestOf(all, settings.maxFindingsPerFile);
  return shown.length === all.length ? all : [...cutNote(source, all.length - shown.length, settings), ...shown];
}

/**
 * The findings of a file in the order of their places, without those that settings or directives in the file turn off.
 * An unchanged document under unchanged settings costs a look-up.
 */
export function allFindingsOf(source: SourceDocument, settings: Settings): readonly PlacedFinding[] {
  if (!settings.enable) return [];
  const parts = analyzeSource(source);
  const wholeFile = parts.flatMap(({ part }) => directivesOf(part.document).filter(({ scope }) => scope === 'file'));
  const placed = parts.flatMap((analyzed) => placedFindings(analyzed, settings));
  const unused = unusedSuppressions(parts).flatMap(({ part, finding }) =>
    settle(finding, settings).map((settled) => place(settled, part, settings)),
  );
  if (wholeFile.length === 0 && unused.length === 0) return placed;
  const left = placed.filter(({ rule, container }) => !isSuppressed({ rule: rule.id, container, line: -1 }, wholeFile));
  return [...left, ...unused].sort((one, other) => one.span.start - other.span.start || one.span.end - other.span.end);
}

function cutNote(source: SourceDocument, count: number, settings: Settings): readonly PlacedFinding[] {
  const [part] = source.parts;
  if (!part) return [];
  const message = { id: count === 1 ? 'cutOne' : 'cut', args: { count: String(count) } };
  const span = { start: 0, end: lineEnd(part.document.text, 0) };
  const { severity } = tooManyFindings.meta;
  const finding = { rule: tooManyFindings, pod: undefined, manifest: undefined, span, message };
  return [place({ finding, severity }, part, settings)];
}

const CONSEQUENCE = {
  id: 'consequence',
  messages: { atPodCreation: '{problem}; the StatefulSet is accepted, and its Pods cannot be created' },
};

/** The table of this file, for tests of translations. */
export const consequenceMessages: MessageOwner = CONSEQUENCE;

/** The finding's sentence in the translation's language. */
export function findingText({ rule, message, atPodCreation }: PlacedFinding, translation?: Translation): string {
  const problem = ruleText(rule, message, translation);
  return atPodCreation ? textOf(CONSEQUENCE, { id: 'atPodCreation', args: { problem } }, translation) : problem;
}

interface PlacedList {
  readonly settings: Settings;
  readonly settled: readonly SettledFinding[];
  readonly part: SourcePart;
  readonly findings: readonly PlacedFinding[];
}

const placedLists = new WeakMap<Analysis, PlacedList>();

/** A document that only moved has its findings placed anew, and not settled again. */
function placedFindings({ part, analysis }: AnalyzedPart, settings: Settings): readonly PlacedFinding[] {
  const before = placedLists.get(analysis);
  const known = before?.settings === settings ? before : undefined;
  if (known && samePlace(known.part, part)) return known.findings;
  const settled = known?.settled ?? reportable(analysis, part.document).flatMap((finding) => settle(finding, settings));
  const findings = settled.map((each) => place(each, part, settings));
  placedLists.set(analysis, { settings, settled, part, findings });
  return findings;
}

/** The finding with its severity; none where the settings do not want it. */
function settle(finding: Finding, settings: Settings): readonly SettledFinding[] {
  const { kubernetes = finding.rule.meta.kubernetes } = finding;
  if (!includesVersion(kubernetes, settings.kubernetesVersion)) return [];
  const told = withCapacity(finding, settings);
  const severity = told ? severityOf(told, settings) : 'off';
  return told && severity !== 'off' ? [{ finding: told, severity }] : [];
}

/** The finding with what the largest node has; undefined where that is enough, or not known. */
function withCapacity(finding: Finding, { nodeCapacity }: Settings): Finding | undefined {
  const { needs, message } = finding;
  if (!needs) return finding;
  const capacity = nodeCapacity[needs.resource];
  if (capacity === undefined) return needs.unset && { ...finding, ...needs.unset };
  if ((parseNanos(capacity) ?? 0n) >= needs.nanos) return undefined;
  return { ...finding, message: { ...message, args: { ...message.args, capacity } } };
}

/** The line counts as well: an edit above may take a line away without changing the number of characters. */
function samePlace(one: SourcePart, other: SourcePart): boolean {
  return one.document === other.document && one.start === other.start && one.startLine === other.startLine;
}

const reportableLists = new WeakMap<Analysis, readonly Finding[]>();

/** What remains whatever the settings are: no duplicates (a container reached by two aliases), nothing suppressed. */
function reportable(analysis: Analysis, document: YamlDocument): readonly Finding[] {
  const known = reportableLists.get(analysis);
  if (known) return known;
  const directives = directivesOf(document).filter(({ scope }) => scope === 'line');
  const seen = new Set<string>();
  const findings = analysis.findings.filter((finding) => {
    const { rule, span, message, container } = finding;
    const identity = `${rule.id} ${span.start} ${span.end} ${message.id} ${JSON.stringify(message.args)}`;
    if (seen.has(identity)) return false;
    seen.add(identity);
    if (directives.length === 0) return true;
    const line = lineOf(document.text, span.start);
    return !isSuppressed({ rule: rule.id, container: container?.name?.value, line }, directives);
  });
  findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  reportableLists.set(analysis, findings);
  return findings;
}

function place(settled: SettledFinding, part: SourcePart, { kubernetesVersion }: Settings): PlacedFinding {
  const { rule, span, message, atPodCreation, container, manifest, unnecessary, related, fixes } = settled.finding;
  return {
    settled,
    rule,
    severity: settled.severity,
    span: shift(span, part.start),
    message,
    atPodCreation: atPodCreation ?? false,
    workload: manifest && workloadOf(manifest),
    container: container?.name?.value,
    unnecessary: unnecessary ?? false,
    fixable: fixes !== undefined,
    related: (related ?? []).map((each) => ({ span: shift(each.span, part.start), message: each.message })),
    part,
    fixes: () => (fixes?.() ?? []).filter(({ kubernetes }) => includesVersion(kubernetes, kubernetesVersion)),
  };
}

function workloadOf({ kind, name }: Manifest): string | undefined {
  return name && `${kind.value}/${name.value}`;
}

function lineOf(text: string, offset: number): number {
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
