/** What `node:assert` would do; a web worker has none. */
export function equal(actual: unknown, expected: unknown, what: string): void {
  const [one, other] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (one !== other) throw new Error(`${what}: expected ${other}, got ${one}`);
}

export function match(actual: string, expected: RegExp, what: string): void {
  if (!expected.test(actual)) throw new Error(`${what}: expected ${expected}, got ${JSON.stringify(actual)}`);
}

const PATIENCE_MILLISECONDS = 20_000;
const INTERVAL_MILLISECONDS = 50;

/** Reads again until `isExpected` holds, and gives what was read; rejects with the last reading after a while. */
export async function until<Value>(
  what: string,
  read: () => Value | PromiseLike<Value>,
  isExpected: (value: Value) => boolean,
): Promise<Value> {
  const end = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const value = await read();
    if (isExpected(value)) return value;
    if (Date.now() > end) throw new Error(`${what}: waited in vain, the last was ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MILLISECONDS));
  }
}
