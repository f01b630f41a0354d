/** Multipliers of the suffixes of a resource quantity (apimachinery, resource.Quantity). */
const SUFFIXES: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/;

/** The amount of a quantity in cores, bytes or pieces; undefined where the API server would not accept the text. */
export function parseQuantity(text: string): number | undefined {
  const [, digits, exponent, suffix] = QUANTITY.exec(text) ?? [];
  if (digits === undefined) return undefined;
  if (exponent !== undefined) return Number(digits + exponent);
  return Number(digits) * (SUFFIXES[suffix ?? ''] ?? Number.NaN);
}
