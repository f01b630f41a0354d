import { volumeUses } from '../../analysis/facts/volume-uses.js';
import type { DataFlow } from '../../analysis/flows/flow.js';
import type { ContainerView } from '../../analysis/model/model.js';
import type { RoleVerdict } from '../../analysis/roles/role.js';
import { shift } from '../../syntax/span.js';
import { findingText, type PlacedFinding } from '../diagnostics.js';
import { code, escaped } from './markdown.js';
import { defineMessages, type HoverPlace } from './topic.js';

export const containerNeedsMessages = defineMessages({
  id: 'hover-container-needs',
  messages: {
    needs: 'What the pattern needs',
    met: '✓ {check}',
    missing: '✗ {problem} · {line}',
    unconnected: '✗ no volume, localhost port or signal connects it to another container, as far as the manifest shows',
    writes: 'writes volume {volume}, which {other} reads',
    reads: 'reads volume {volume}, which {other} writes',
    readsSafely: 'reads volume {volume}, which {other} writes, and mounts it read-only',
    shares: 'shares volume {volume} with {other}',
    dials: 'reaches {other} on localhost:{port}',
    isDialed: '{other} reaches it on localhost:{port}',
    signals: 'can signal {other}',
    isSignaled: '{other} can signal it',
    readinessProbe: 'has a readiness probe',
    startupProbe: 'has a startup probe, so what comes after waits for it',
    memoryLimit: 'has a memory limit of {amount}',
  },
});

const own = containerNeedsMessages;

const MAX_FLOWS = 2;
const MAX_LINES = 5;

/** What is there of what the role's pattern needs, then what is missing: the findings about the container. */
export function needLines(place: HoverPlace, container: ContainerView, verdict: RoleVerdict): readonly string[] {
  const missing = findingsAbout(place, container).map((finding) =>
    place.text(own, 'missing', {
      problem: escaped(findingText(finding, place.translation)),
      line: place.line(shift(finding.span, -finding.part.start)),
    }),
  );
  const unconnected = isUnconnected(place, container, verdict) ? [place.text(own, 'unconnected')] : [];
  const lacks = [...unconnected, ...missing].slice(0, MAX_LINES - 1);
  const met = checksOf(place, container, verdict)
    .slice(0, MAX_LINES - lacks.length)
    .map((check) => place.text(own, 'met', { check }));
  const lines = [...met, ...lacks];
  return lines.length > 0 ? [place.text(own, 'needs'), ...lines] : [];
}

/** Findings on the container's own lines, or that name it; what is only greyed out is no need of the pattern. */
function findingsAbout({ findings, pod }: HoverPlace, { node, name }: ContainerView): readonly PlacedFinding[] {
  const { span: object } = pod.manifest.node;
  return findings.filter(({ span, part, container, unnecessary }) => {
    const start = span.start - part.start;
    if (unnecessary || start < object.start || start > object.end) return false;
    return container === undefined ? node.span.start <= start && start < node.span.end : container === name?.value;
  });
}

function checksOf(place: HoverPlace, container: ContainerView, { role }: RoleVerdict): readonly string[] {
  const { probes, resources, lifecycle } = container;
  const has = (kind: 'readinessProbe' | 'startupProbe') => probes.some((probe) => probe.kind === kind);
  const limit = resources?.limits.get('memory');
  const checks = flowTexts(place, container);
  if (role === 'main' && has('readinessProbe')) checks.push(place.text(own, 'readinessProbe'));
  if (lifecycle === 'sidecar' && has('startupProbe')) checks.push(place.text(own, 'startupProbe'));
  if (limit?.nanos !== undefined) checks.push(place.text(own, 'memoryLimit', { amount: code(limit.value) }));
  return checks;
}

/** A mesh proxy takes the traffic by itself, and an init container may prepare something outside the Pod. */
function isUnconnected({ pod }: HoverPlace, container: ContainerView, { role, function: does }: RoleVerdict): boolean {
  if (role === 'main' || role === 'init' || does === 'mesh-proxy' || does === 'debug' || pod.spec.fragment)
    return false;
  return !pod.flows.some(({ from, to }) => from === container || to === container);
}

function flowTexts(place: HoverPlace, container: ContainerView): string[] {
  const texts = place.pod.flows
    .filter(({ from, to }) => from === container || to === container)
    .map((flow) => flowText(place, container, flow));
  return [...new Set(texts)].slice(0, MAX_FLOWS);
}

function flowText(place: HoverPlace, container: ContainerView, { from, to, via, directed }: DataFlow): string {
  const outward = from === container;
  const other = code((outward ? to : from).label);
  if (via.kind === 'process-namespace') return place.text(own, outward ? 'signals' : 'isSignaled', { other });
  if (via.kind === 'localhost')
    return place.text(own, outward ? 'dials' : 'isDialed', { other, port: String(via.port) });
  const name = via.volume.name.value;
  const args = { volume: code(name), other };
  if (!directed) return place.text(own, 'shares', args);
  if (outward) return place.text(own, 'writes', args);
  const uses = volumeUses(place.pod.spec, name).filter((use) => use.container === container);
  return place.text(own, uses.every(({ readOnly }) => readOnly) ? 'readsSafely' : 'reads', args);
}
