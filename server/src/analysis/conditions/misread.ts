import type { Span } from '../../syntax/span.js';
import type { Manifest } from '../model/model.js';
import type { Severity } from '../rules/rule.js';
import { decode, type Strictness } from '../schema/decoding.js';

/**
 * Whether something inside a span cannot be decoded: an unknown field, a value of the wrong type. What seems to be missing
 * there may only be misspelt or misplaced then, and the rules of decoding tell it: others had better say nothing.
 */
export function isMisread(manifest: Manifest, { start, end }: Span): boolean {
  return decode(manifest).faults.some((fault) => {
    const span = fault.kind === 'unknown-field' ? fault.pair.keySpan : fault.node.span;
    return start <= span.start && span.end <= end;
  });
}

/** How much a fault of decoding weighs: in a custom resource, its definition and its controller have the last word. */
export function decodingSeverity(strictness: Strictness): Severity {
  return strictness === 'built-in' ? 'error' : 'warning';
}
