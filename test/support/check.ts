import assert from 'node:assert/strict';
import { parse } from 'yaml';
import type { UserProducts } from '../../server/src/analysis/catalogue/user-products.js';
import type { FlowMedium } from '../../server/src/analysis/flows/flow.js';
import type { Pod } from '../../server/src/analysis/pod.js';
import { analyzeSource } from '../../server/src/features/analyzed-source.js';
import type { NodeCapacity } from '../../server/src/features/configuration.js';
import { findingsOf, type PlacedFinding } from '../../server/src/features/diagnostics.js';
import { roleHints } from '../../server/src/features/inlay-hints.js';
import { readConfiguration } from '../../server/src/features/read-configuration.js';
import { openSource, type SourceDocument } from '../../server/src/syntax/source.js';
import { type Span, shift } from '../../server/src/syntax/span.js';
import { type Expectation, readMarkers } from './markers.js';
import { settingsAbout } from './settings.js';

/**
 * Compares a marked manifest with what the code sees in it.
 * Findings of the rule `about`, and every finding of warning or error, have to match the markers one to one; roles,
 * evidence, hints, edges and the quieter findings of other rules are compared only where they are marked.
 */
export function checkFixture(
  marked: string,
  about?: string,
  kubernetesVersion?: string,
  nodeCapacity?: NodeCapacity,
): void {
  const { text, expected } = readMarkers(marked);
  const source = { ...openSource('file:///fixture.yaml', 0, text), products: imagesIn(text) };
  const describe = ({ start, end, label }: Expectation) =>
    `${lineAndColumn(text, start)} '${text.slice(start, end)}' ${label}`;
  const wanted = expected.map(describe).sort();
  const seen = [
    ...findingsOf(source, settingsAbout(about, kubernetesVersion, nodeCapacity)).map((finding) => ({
      text: describe({ ...finding.span, label: finding.rule.id }),
      always: speaksUp(finding) || finding.rule.id === about,
    })),
    ...judgments(source).map((each) => ({ text: describe(each), always: false })),
  ];
  assert.deepEqual(
    seen
      .filter((each) => each.always || wanted.includes(each.text))
      .map((each) => each.text)
      .sort(),
    wanted,
  );
}

/** What a comment of the form `# With images: {…}` says of images, as a configuration would. */
function imagesIn(text: string): UserProducts {
  const [, images] = /^# With images: (\{.*\})$/m.exec(text) ?? [];
  return images === undefined ? [] : (readConfiguration({ images: parse(images) }).configuration.images ?? []);
}

function speaksUp({ severity }: PlacedFinding): boolean {
  return severity === 'error' || severity === 'warning';
}

/** Roles, evidence, flows and hints, each where it stands; a hint stands behind a name, which is what is marked. */
function judgments(source: SourceDocument): Expectation[] {
  const hints = roleHints(source, { start: 0, end: Number.POSITIVE_INFINITY });
  const places = analyzeSource(source).flatMap(({ part, analysis }) =>
    analysis.pods
      .flatMap((pod) => [...judgmentsOf(pod)])
      .map(({ span, label }) => ({ ...shift(span, part.start), label })),
  );
  const hinted = places.flatMap(({ start, end }) =>
    hints.filter(({ offset }) => offset === end).map((hint) => ({ start, end, label: `hint: ${hint.label}` })),
  );
  return unique([...places, ...hinted]);
}

function* judgmentsOf(pod: Pod): Iterable<{ readonly span: Span; readonly label: string }> {
  for (const container of pod.spec.containers) {
    const { role, evidence, against, ...verdict } = pod.verdictOf(container);
    yield { span: container.anchor, label: `role: ${role}` };
    yield { span: container.anchor, label: `function: ${verdict.function}` };
    for (const { span, source } of evidence) yield { span, label: `evidence: ${source}` };
    for (const { span, source } of against) yield { span, label: `against: ${source}` };
  }
  for (const { from, to, via, spans } of pod.flows) {
    for (const span of spans) yield { span, label: `edge: ${from.label} -> ${to.label} (${mediumOf(via)})` };
  }
}

function mediumOf(via: FlowMedium): string {
  if (via.kind === 'volume') return `volume ${via.volume.name.value}`;
  return via.kind === 'localhost' ? `localhost ${via.port}` : 'process namespace';
}

function unique(expectations: readonly Expectation[]): Expectation[] {
  return [...new Map(expectations.map((each) => [JSON.stringify(each), each])).values()];
}

function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1) ?? '').length + 1}`;
}
