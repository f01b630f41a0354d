import type { ScalarValue } from './nodes.js';

/*
 * kubectl and the API server read YAML with go-yaml v2 (sigs.k8s.io/yaml): booleans as in YAML 1.1, numbers as Go's
 * strconv reads them with base 0. Timestamps, `<<` and `=` stay text, base 60 is not known.
 */

const WORDS: ReadonlyMap<string, ScalarValue> = new Map<string, ScalarValue>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);
const LONGEST_WORD = 5;

const INTEGER = /^([-+]?)0(?:[xX]([\da-fA-F]+)|[oO]?([0-7]+)|[bB]([01]+))$/;
const DECIMAL = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const LEADING_DOT = /^\.\d+(?:[eE][-+]?\d+)?$/;
const LARGEST_INTEGER = 2n ** 64n - 1n;
const LARGEST_NEGATIVE = 2n ** 63n;

/** The value of a plain scalar as kubectl reads it; text where it is nothing else. */
export function resolveScalar(source: string): ScalarValue {
  if (source.length <= LONGEST_WORD) {
    const word = WORDS.get(source);
    if (word !== undefined) return word;
  }
  return numberOf(source) ?? source;
}

/** The value of a scalar with the tag `tag` written out, such as `tag:yaml.org,2002:int`; quotes count for nothing then. */
export function resolveTagged(tag: string, source: string): ScalarValue {
  const type = /^tag:yaml\.org,2002:(bool|int|float|null)$/.exec(tag)?.[1];
  return type ? resolveScalar(source) : source;
}

function numberOf(source: string): number | undefined {
  const first = source.charCodeAt(0);
  if (first === 0x2e) return LEADING_DOT.test(source) ? finite(Number(source)) : undefined;
  const mayBeNumber = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d;
  if (!mayBeNumber) return undefined;
  const digits = source.includes('_') ? source.replaceAll('_', '') : source;
  const integer = INTEGER.exec(digits);
  if (integer) return prefixedInteger(integer);
  return DECIMAL.test(digits) ? finite(Number(digits)) : undefined;
}

/** Hexadecimal, octal (`0o17` and `017`) or binary; what 64 bits cannot hold is read as a decimal, if it is one. */
function prefixedInteger([whole, sign, hexadecimal, octal, binary]: RegExpExecArray): number | undefined {
  const literal = hexadecimal ? `0x${hexadecimal}` : octal ? `0o${octal}` : `0b${binary ?? ''}`;
  const size = BigInt(literal);
  const largest = sign === '-' ? LARGEST_NEGATIVE : sign === '+' ? LARGEST_NEGATIVE - 1n : LARGEST_INTEGER;
  if (size <= largest) return sign === '-' && size > 0n ? -Number(size) : Number(size);
  return DECIMAL.test(whole) ? finite(Number(whole)) : undefined;
}

/** Go reports a number that is too large for a float as an error, which leaves text. There is no negative zero in JSON. */
function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value + 0 : undefined;
}
