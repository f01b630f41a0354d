import { asScalar, nodeOf } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';
import type { Located } from '../../syntax/span.js';
import { isPlaceholder } from '../model/placeholder.js';
import { NANOS_PER_UNIT, parseNanos } from '../model/quantity.js';

/**
 * The divisor of a `resourceFieldRef`, where the resource (`limits.memory`) cannot be told in it. 0 stands for none.
 * Amounts are compared as the API server writes them: `1024Ki` is `1Mi`, and `1024` is not `1Ki`.
 * Source: core/validation, validateContainerResourceDivisor.
 */
export function wrongDivisor(node: YamlMap, resource: string): Located<string> | undefined {
  const scalar = asScalar(nodeOf(node, 'divisor'));
  if (!scalar || scalar.value === null || isPlaceholder(scalar.source)) return undefined;
  const { source, span } = scalar;
  const nanos = parseNanos(source);
  if (nanos === undefined || nanos === 0n) return undefined;
  const isUnit = resource.endsWith('.cpu') ? isCpuUnit(nanos) : isByteUnit(nanos, source);
  return isUnit ? undefined : { value: source, span };
}

function isCpuUnit(nanos: bigint): boolean {
  return nanos === NANOS_PER_UNIT || nanos === NANOS_PER_UNIT / 1000n;
}

function isByteUnit(nanos: bigint, source: string): boolean {
  if (nanos === NANOS_PER_UNIT) return true;
  const base = source.endsWith('i') ? 1024n : 1000n;
  if (/[eE][-+]?\d/.test(source)) return false;
  for (let unit = NANOS_PER_UNIT * base; unit <= nanos; unit *= base) if (unit === nanos) return true;
  return false;
}
