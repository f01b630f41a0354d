import { asScalar, entriesOf, mapOf, mapsOf, nodeOf, stringOf, stringsOf } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';
import type { Located, Span } from '../../syntax/span.js';
import { hasTemplatedLines } from '../model/fragment.js';
import type { Manifest } from '../model/model.js';
import { isPlaceholder } from '../model/placeholder.js';
import { needsSelector } from '../model/workloads.js';
import { isMissing } from './given.js';
import { isMisread, standsElsewhere } from './misread.js';
import type { Template } from './workload-object.js';

/** One thing that a selector asks of labels. */
export interface Requirement {
  readonly key: string;
  readonly keySpan: Span;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
  /** The value of an entry of `matchLabels` or of a plain selector; undefined for an expression. */
  readonly value: Located<string> | undefined;
}

export const OPERATORS: readonly string[] = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** A label, with the place of its value. */
export type Labels = ReadonlyMap<string, Located<string>>;

/** The requirements of a label selector: `matchLabels` and `matchExpressions`. What cannot be read is left out. */
export function requirementsOf(selector: YamlMap): readonly Requirement[] {
  return [...plainRequirements(mapOf(selector, 'matchLabels')), ...expressions(selector)];
}

/** The requirements of a plain selector, as a Service or a ReplicationController has it. */
export function plainRequirements(map: YamlMap | undefined): readonly Requirement[] {
  return entriesOf(map).flatMap(({ pair: { key, keySpan }, value }): Requirement[] => {
    const scalar = asScalar(value);
    if (key === undefined || typeof scalar?.value !== 'string' || scalar.templated || isPlaceholder(scalar.value))
      return [];
    const located = { value: scalar.value, span: scalar.span };
    return [{ key, keySpan, operator: 'In', values: [scalar.value], value: located }];
  });
}

/** Whether a label selector asks nothing, and so selects every pod. */
function isEmptySelector(selector: YamlMap): boolean {
  const labels = nodeOf(selector, 'matchLabels');
  const expressions = nodeOf(selector, 'matchExpressions');
  return (
    (isMissing(selector, 'matchLabels') || (labels?.kind === 'map' && labels.pairs.length === 0)) &&
    (isMissing(selector, 'matchExpressions') || (expressions?.kind === 'seq' && expressions.items.length === 0))
  );
}

/**
 * What a workload of `apps/v1` lacks that must have a selector: it has none, or an empty one. Undefined for other kinds,
 * and where the selector seems to be misspelt or misplaced.
 */
export function lackingSelector(manifest: Manifest, { owner }: Template): 'missing' | 'empty' | undefined {
  if (!needsSelector(manifest.kind.value)) return undefined;
  if (isMissing(owner, 'selector')) return standsElsewhere(manifest, owner, 'selector') ? undefined : 'missing';
  const selector = mapOf(owner, 'selector');
  return selector && isEmptySelector(selector) && !isMisread(manifest, selector.span) ? 'empty' : undefined;
}

function expressions(selector: YamlMap): readonly Requirement[] {
  return mapsOf(selector, 'matchExpressions').flatMap(({ node }): Requirement[] => {
    const key = stringOf(node, 'key');
    const operator = operatorOf(stringOf(node, 'operator')?.value);
    const values = stringsOf(node, 'values').map(({ value }) => value);
    if (!key || !operator || [key.value, ...values].some(isPlaceholder)) return [];
    // Another rule tells that it cannot be read.
    if ((operator === 'In' || operator === 'NotIn') !== values.length > 0) return [];
    return [{ key: key.value, keySpan: key.span, operator, values, value: undefined }];
  });
}

function operatorOf(text: string | undefined): Requirement['operator'] | undefined {
  return text === 'In' || text === 'NotIn' || text === 'Exists' || text === 'DoesNotExist' ? text : undefined;
}

/**
 * The labels of a template's `metadata`; undefined where nobody knows all of them yet: a template action writes some,
 * or they are no map.
 */
export function templateLabels(manifest: Manifest, template: YamlMap): Labels | undefined {
  const metadata = mapOf(template, 'metadata');
  if (metadata ? hasTemplatedLines(manifest, metadata) : manifest.document.templated) return undefined;
  const node = nodeOf(metadata, 'labels');
  if (node && node.kind !== 'map' && !(node.kind === 'scalar' && node.value === null)) return undefined;
  const labels = new Map<string, Located<string>>();
  for (const { pair, value } of entriesOf(mapOf(metadata, 'labels'))) {
    const scalar = asScalar(value);
    if (pair.key !== undefined && scalar) labels.set(pair.key, { value: scalar.source, span: scalar.span });
  }
  return labels;
}

/** Whether labels meet a requirement; true as well where a label's value is put in later. */
export function meets(labels: Labels, { key, operator, values }: Requirement): boolean {
  const label = labels.get(key);
  if (label && isPlaceholder(label.value)) return true;
  switch (operator) {
    case 'In':
      return label !== undefined && values.includes(label.value);
    case 'NotIn':
      return label === undefined || !values.includes(label.value);
    case 'Exists':
      return label !== undefined;
    default:
      return label === undefined;
  }
}
