import type { YamlScalar } from '../../syntax/nodes.js';
import type { ScalarType } from './types.js';

const LARGEST = { int32: 2 ** 31 - 1, int64: 2 ** 63 } as const;
const PLAIN_INTEGER = /^[-+]?\d+$/;

/**
 * Whether Go's JSON decoder takes a scalar for a field, after kubectl has made JSON of the YAML. Null is taken by every
 * field. A quantity is taken as text or number; whether it is one is decided elsewhere.
 */
export function scalarFits({ value }: YamlScalar, type: ScalarType): boolean {
  if (value === null) return true;
  switch (type) {
    case 'any':
      return true;
    case 'boolean':
      return typeof value === 'boolean';
    case 'int32':
    case 'int64':
      return typeof value === 'number' && isWhole(value, LARGEST[type]);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'int-or-string':
      return typeof value === 'string' || (typeof value === 'number' && isWhole(value, LARGEST.int32));
    case 'quantity':
      return typeof value !== 'boolean';
    default:
      return typeof value === 'string';
  }
}

/** Whether it is a whole number that its field is too small for. */
export function isTooLarge({ value, source }: YamlScalar, type: ScalarType): boolean {
  const limit = type === 'int32' || type === 'int-or-string' ? LARGEST.int32 : LARGEST.int64;
  return (
    (type === 'int32' || type === 'int64' || type === 'int-or-string') &&
    typeof value === 'number' &&
    PLAIN_INTEGER.test(source) &&
    !isWhole(value, limit)
  );
}

/** A fraction of zero, as in `3.0`, is gone when the number is written as JSON. */
function isWhole(value: number, largest: number): boolean {
  return Number.isInteger(value) && value <= largest && value >= -largest - 1;
}
