/** An exact amount in billionths of a core, byte or piece; the finest step that the API server keeps. */
export type Nanos = bigint;

export const NANOS_PER_UNIT = 1_000_000_000n;

const DECIMAL_EXPONENTS: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const BINARY_EXPONENTS: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

const QUANTITY = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/;

/** The API server keeps nothing above 2⁶³−1 and rounds smaller steps than a billionth up. */
const LARGEST: Nanos = (2n ** 63n - 1n) * NANOS_PER_UNIT;

/** Numbers of more digits or with a larger exponent say nothing that the bounds do not say. */
const MAX_DIGITS = 60;
const MAX_EXPONENT = 60;

/**
 * The exact amount of a resource quantity; undefined where the API server would not accept the text.
 * Grammar and rounding: apimachinery, resource.Quantity. A bare `E` is exa, `1E3` and `1e3` are a thousand.
 */
export function parseNanos(text: string): Nanos | undefined {
  const match = QUANTITY.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = match[4] ?? '', , exponent, suffix = ''] = match;
  if (whole.length + fraction.length > MAX_DIGITS) return undefined;
  const digits = BigInt(whole + fraction) * 2n ** BigInt(BINARY_EXPONENTS[suffix] ?? 0);
  const decimal = exponent === undefined ? (DECIMAL_EXPONENTS[suffix] ?? 0) : bounded(Number(exponent));
  const nanos = scaled(digits, 9 + decimal - fraction.length);
  const capped = nanos > LARGEST ? LARGEST : nanos;
  return sign === '-' ? -capped : capped;
}

/** The amount of a quantity in cores, bytes or pieces; undefined where the API server would not accept the text. */
export function parseQuantity(text: string): number | undefined {
  const nanos = parseNanos(text);
  return nanos === undefined ? undefined : toUnits(nanos);
}

/** The nearest number of whole and broken units; exact for whole ones up to 2⁵³. */
export function toUnits(nanos: Nanos): number {
  return nanos % NANOS_PER_UNIT === 0n ? Number(nanos / NANOS_PER_UNIT) : Number(nanos) / Number(NANOS_PER_UNIT);
}

/** `digits` × 10^`exponent`, with a rest of the last place counted as one. */
function scaled(digits: bigint, exponent: number): bigint {
  if (exponent >= 0) return digits * 10n ** BigInt(exponent);
  const divisor = 10n ** BigInt(-exponent);
  return (digits + divisor - 1n) / divisor;
}

function bounded(exponent: number): number {
  return Math.max(-MAX_EXPONENT, Math.min(MAX_EXPONENT, exponent));
}
