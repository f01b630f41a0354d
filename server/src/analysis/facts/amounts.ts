import { NANOS_PER_UNIT, type Nanos, parseNanos } from '../model/quantity.js';
import { remembered } from '../remembered.js';

/** Amounts and differences up to which nobody should be told of them: 100m of CPU, 128Mi of memory. */
export const SMALL_AMOUNTS = { cpu: NANOS_PER_UNIT / 10n, memory: 128n * 2n ** 20n * NANOS_PER_UNIT } as const;

const BINARY_UNITS = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;

/** An exact amount as a plain decimal number with its thousands grouped: `536,870,912`, `0.25`. */
export function exactText(nanos: Nanos): string {
  const [whole = '', fraction] = decimal(nanos, NANOS_PER_UNIT, 9).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/**
 * Bytes in the unit in which people think of them, from half a unit on and with at most two decimals: `0.5 GiB`,
 * `128 MiB`. Undefined for less than half a KiB, which needs no other unit.
 */
export function binaryText(nanos: Nanos): string | undefined {
  const unit = BINARY_UNITS.findLast((each) => magnitude(nanos) * 2n >= unitNanos(each));
  return unit && `${decimal(nanos, unitNanos(unit), 2)} ${unit}B`;
}

/** Bytes as a short quantity with at most one decimal: `736Mi`, `1.3Gi`, `12`. */
export function shortBytes(nanos: Nanos): string {
  const unit = BINARY_UNITS.findLast((each) => magnitude(nanos) >= unitNanos(each));
  return unit ? `${decimal(nanos, unitNanos(unit), 1)}${unit}` : decimal(nanos, NANOS_PER_UNIT, 1);
}

/** Cores as a short quantity: `430m`, `2`, `1500m`. */
export function shortCores(nanos: Nanos): string {
  return nanos % NANOS_PER_UNIT === 0n
    ? String(nanos / NANOS_PER_UNIT)
    : `${decimal(nanos, NANOS_PER_UNIT / 1_000n, 3)}m`;
}

/** Whether amounts of a resource are bytes. Anything else but `cpu` is counted in pieces. */
export function isInBytes(resource: string): boolean {
  return resource === 'memory' || resource === 'ephemeral-storage' || resource.startsWith('hugepages-');
}

/** The short quantity of a resource: bytes, cores or pieces. */
export function shortAmount(resource: string, nanos: Nanos): string {
  return isInBytes(resource) ? shortBytes(nanos) : shortCores(nanos);
}

/** A quantity that says the amount exactly: the short one where that does. */
export function exactAmount(resource: string, nanos: Nanos): string {
  return exactOf(`${isInBytes(resource) ? 'memory' : 'cpu'} ${nanos}`).text;
}

/** By how it is counted, and amount: many pods ask for the same, and every key asks again. */
const exactOf = remembered((key) => {
  const [resource = '', nanos = '0'] = key.split(' ');
  const amount = BigInt(nanos);
  const short = shortAmount(resource, amount);
  return { text: parseNanos(short) === amount ? short : decimal(amount, NANOS_PER_UNIT, 9) };
}, 1000);

function unitNanos(unit: (typeof BINARY_UNITS)[number]): Nanos {
  return NANOS_PER_UNIT << BigInt(10 * (BINARY_UNITS.indexOf(unit) + 1));
}

function magnitude(nanos: Nanos): Nanos {
  return nanos < 0n ? -nanos : nanos;
}

/** `nanos / unit` rounded to so many decimals, without zeros at the end. */
function decimal(nanos: Nanos, unit: Nanos, decimals: number): string {
  const scale = 10n ** BigInt(decimals);
  const rounded = (magnitude(nanos) * scale * 2n + unit) / (unit * 2n);
  const fraction = String(rounded % scale)
    .padStart(decimals, '0')
    .replace(/0+$/, '');
  const sign = nanos < 0n ? '-' : '';
  return `${sign}${rounded / scale}${fraction && `.${fraction}`}`;
}
