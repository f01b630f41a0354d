import type { ContainerView, VolumeView } from '../analysis/model/model.js';
import type { Pod } from '../analysis/pod.js';
import type { SourceDocument } from '../syntax/source.js';
import { type Span, shift } from '../syntax/span.js';
import { analyzeSource } from './analyzed-source.js';
import type { Translation } from './messages.js';
import { roleLabel } from './role-label.js';

/** An entry of a file's outline. Spans count from the file's start. */
export interface OutlineSymbol {
  readonly kind: 'workload' | 'container' | 'volume';
  /** Never empty. */
  readonly name: string;
  /** The workload's kind, the container's role and function, the volume's source. */
  readonly detail: string;
  readonly span: Span;
  /** The name's value; inside `span`. */
  readonly nameSpan: Span;
  /** In source order. */
  readonly children: readonly OutlineSymbol[];
}

/** Every pod spec of a file with its containers and volumes, in source order. */
export function outlineOf(source: SourceDocument, translation?: Translation): readonly OutlineSymbol[] {
  return analyzeSource(source).flatMap(({ part, analysis }) =>
    analysis.pods.map((pod) => placed(workloadSymbol(pod, translation), part.start)),
  );
}

function workloadSymbol(pod: Pod, translation?: Translation): OutlineSymbol {
  const { manifest, spec } = pod;
  const { kind, name } = manifest;
  const children = [
    ...spec.containers.map((container) => containerSymbol(pod, container, translation)),
    ...spec.volumes.map(volumeSymbol),
  ];
  return {
    kind: 'workload',
    name: name?.value || kind.value,
    detail: name?.value ? kind.value : '',
    span: manifest.node.span,
    nameSpan: within(manifest.node.span, name?.span ?? kind.span),
    children: children.sort((one, other) => one.span.start - other.span.start),
  };
}

function containerSymbol(pod: Pod, container: ContainerView, translation?: Translation): OutlineSymbol {
  const { label, list, index, node, anchor } = container;
  return {
    kind: 'container',
    name: label || `${list}[${index}]`,
    detail: roleLabel(pod.verdictOf(container), translation),
    span: node.span,
    nameSpan: within(node.span, anchor),
    children: [],
  };
}

function volumeSymbol({ name, source, node }: VolumeView): OutlineSymbol {
  return {
    kind: 'volume',
    name: name.value || source,
    detail: name.value ? source : '',
    span: node.span,
    nameSpan: within(node.span, name.span),
    children: [],
  };
}

/** A name that comes from elsewhere through a merge key has no place of its own inside; then it is the start. */
function within(span: Span, inner: Span): Span {
  return span.start <= inner.start && inner.end <= span.end ? inner : { start: span.start, end: span.start };
}

function placed(symbol: OutlineSymbol, by: number): OutlineSymbol {
  return {
    ...symbol,
    span: shift(symbol.span, by),
    nameSpan: shift(symbol.nameSpan, by),
    children: symbol.children.map((child) => placed(child, by)),
  };
}
