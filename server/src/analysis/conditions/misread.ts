import type { YamlMap } from '../../syntax/nodes.js';
import type { Span } from '../../syntax/span.js';
import type { Manifest } from '../model/model.js';
import type { Pod } from '../pod.js';
import type { Severity } from '../rules/rule.js';
import { causesOf } from '../schema/causes.js';
import { decode, type Strictness } from '../schema/decoding.js';
import { mapAt } from '../schema/homes.js';
import { isMissing } from './given.js';
import { isWhole } from './workload.js';

/**
 * Whether something inside a span cannot be decoded, or stands elsewhere and belongs there: an unknown field, a value of the
 * wrong type. What seems to be missing there may only be misspelt or misplaced then, and the rules of decoding tell it:
 * others had better say nothing.
 */
export function isMisread(manifest: Manifest, span: Span): boolean {
  const { faults } = decode(manifest);
  if (faults.length === 0) return false;
  return (
    faults.some((fault) => holds(span, fault.kind === 'unknown-field' ? fault.pair.keySpan : fault.node.span)) ||
    causesOf(manifest).some((cause) => {
      const home = cause.kind === 'misplaced' ? mapAt(cause.home) : undefined;
      return home !== undefined && holds(span, home.span);
    })
  );
}

/**
 * Whether a field that a map lacks is there under another name or at another level, as far as one can tell. Narrower than
 * `isMisread`: for rules about one field of a large object, such as the volumes of a pod spec.
 */
export function standsElsewhere(manifest: Manifest, map: YamlMap, field: string): boolean {
  return causesOf(manifest).some((cause) => {
    if (cause.kind === 'misspelt') return cause.fault.place.map === map && cause.name === field;
    return cause.kind === 'misplaced' && cause.faults.some(({ key }) => key === field) && mapAt(cause.home) === map;
  });
}

/** Whether a map of a pod spec lacks a field, as the API server sees it, and nothing says that it stands elsewhere. */
export function lacks(pod: Pod, map: YamlMap, field: string): boolean {
  return isWhole(pod) && isMissing(map, field) && !isMisread(pod.manifest, map.span);
}

/** Whether a field of this name stands at a wrong level somewhere, as far as one can tell. */
export function isMisplaced(manifest: Manifest, field: string): boolean {
  return causesOf(manifest).some(
    (cause) => cause.kind === 'misplaced' && cause.faults.some(({ key }) => key === field),
  );
}

/** How much a fault of decoding weighs: in a custom resource, its definition and its controller have the last word. */
export function decodingSeverity(strictness: Strictness): Severity {
  return strictness === 'built-in' ? 'error' : 'warning';
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
