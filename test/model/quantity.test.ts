import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseNanos, parseQuantity } from '../../server/src/analysis/model/quantity.js';
import { containerIn, podText } from './reading.js';

const GI = 1_073_741_824n * 1_000_000_000n;

test('every suffix has its weight', () => {
  const amounts: Readonly<Record<string, number>> = {
    '128': 128,
    '1n': 1e-9,
    '1u': 1e-6,
    '100m': 0.1,
    '1k': 1_000,
    '1M': 1_000_000,
    '1G': 1_000_000_000,
    '1E': 1e18,
    '1Ki': 1_024,
    '1Mi': 1_048_576,
    '1Gi': 1_073_741_824,
    '1Ti': 2 ** 40,
    '.5Gi': 536_870_912,
    '1.5': 1.5,
    '2.': 2,
    '+1Gi': 1_073_741_824,
    '-1': -1,
    '1e3': 1_000,
    '1E3': 1_000,
    '12e-1': 1.2,
  };
  for (const [text, amount] of Object.entries(amounts)) assert.equal(parseQuantity(text), amount, text);
});

test('text that the API server refuses is no quantity', () => {
  for (const text of [
    '',
    ' ',
    '1K',
    '1KB',
    '512MB',
    '1mb',
    '1MiB',
    '1gi',
    '1 Gi',
    'lots',
    '.',
    '1..2',
    '--1',
    '1e',
    '1Gi ',
    '1_000',
  ]) {
    assert.equal(parseNanos(text), undefined, JSON.stringify(text));
  }
});

test('amounts are exact', () => {
  assert.equal(parseNanos('1Gi'), GI);
  assert.ok((parseNanos('1Gi') ?? 0n) > (parseNanos('1G') ?? 0n));
  assert.equal(parseNanos('0.1'), parseNanos('100m'));
  assert.equal(parseNanos('1.1Gi'), (GI * 11n) / 10n);
  assert.equal(parseNanos('0.0000000001'), 1n, 'what is finer than a billionth is rounded up');
});

test('hostile numbers stay cheap', () => {
  assert.equal(parseNanos('9'.repeat(1_000)), undefined);
  assert.equal(parseNanos('1e999999999'), parseNanos('9E'.replace('9', '999')), 'both are more than can be kept');
});

test('whole numbers of every size are read as they stand', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), (units) => {
      assert.equal(parseNanos(String(units)), units * 1_000_000_000n);
      assert.equal(parseNanos(`${units}m`), units * 1_000_000n);
    }),
  );
});

test('a number in the YAML is the number that kubectl sends', () => {
  const { resources } = containerIn(
    podText(`
  containers:
  - name: web
    image: nginx:1.27
    resources:
      requests: {cpu: 0.5, memory: 0x10}
      limits: {cpu: 1_000, memory: null, ephemeral-storage: yes}
`),
    'web',
  );
  assert.equal(resources?.requests.get('cpu')?.amount, 0.5);
  assert.equal(resources?.requests.get('memory')?.amount, 16);
  assert.equal(resources?.limits.get('cpu')?.amount, 1_000);
  assert.equal(resources?.limits.has('memory'), false, 'null counts as absent');
  assert.equal(resources?.limits.get('ephemeral-storage')?.amount, undefined, 'a boolean is no quantity');
});

test('a quantity that a template makes is there, but unknown', () => {
  const { resources } = containerIn(
    podText(`
  containers:
  - name: web
    image: nginx:1.27
    resources:
      limits:
        cpu: {{ .Values.cpu }}
        memory: "{{ .Values.megabytes }}Mi"
        ephemeral-storage: wrong
`),
    'web',
  );
  for (const name of ['cpu', 'memory']) {
    assert.deepEqual(
      [resources?.limits.get(name)?.templated, resources?.limits.get(name)?.amount],
      [true, undefined],
      name,
    );
  }
  assert.equal(resources?.limits.get('ephemeral-storage')?.templated, false);
});
