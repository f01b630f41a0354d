import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolveScalar, resolveTagged } from '../../server/src/syntax/scalars.js';

const NOT_TEXT: readonly (readonly [string, number | boolean | null])[] = [
  ...['', '~', 'null', 'Null', 'NULL'].map((source) => [source, null] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((source) => [source, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'OFF'].map((source) => [source, false] as const),
  ['0', 0],
  ['-0', 0],
  ['42', 42],
  ['+42', 42],
  ['-42', -42],
  ['1_000', 1000],
  ['1_', 1],
  ['0777', 511],
  ['0o644', 420],
  ['0O17', 15],
  ['-017', -15],
  ['0_7', 7],
  ['08', 8],
  ['0779', 779],
  ['0x1F', 31],
  ['0X1f', 31],
  ['-0x10', -16],
  ['0b101', 5],
  ['-0b11', -3],
  ['1.', 1],
  ['1.5', 1.5],
  ['.5', 0.5],
  ['+.5', 0.5],
  ['-.5', -0.5],
  ['1e3', 1000],
  ['1E+3', 1000],
  ['.5e1', 5],
  ['1_000.5', 1000.5],
  ['18446744073709551615', 2 ** 64],
  ['99999999999999999999', 1e20],
  ['0777777777777777777777777', Number('0777777777777777777777777')],
  ['.inf', Number.POSITIVE_INFINITY],
  ['+.Inf', Number.POSITIVE_INFINITY],
  ['-.INF', Number.NEGATIVE_INFINITY],
  ['.nan', Number.NaN],
  ['.NaN', Number.NaN],
];

const TEXT = [
  ...['nginx', 'yES', 'tRue', 'oN', 'nULL', 'nil', 'NaN', 'nan', 'inf', 'Infinity', '-.nan', '.infinity', '<<', '='],
  ...[
    '1k',
    '1.2.3',
    '190:20:30',
    '2001-12-14',
    '2001-12-14t21:59:43Z',
    '1.5Gi',
    '100m',
    '-',
    '+',
    '.',
    '..',
    '-_',
    '_1',
  ],
  ...['0x', '0xG', '0o8', '0b2', '0o', '- 1', '1 2', '1e', 'e3', '1e999', '.5e999', '.5_0', '0x1FFFFFFFFFFFFFFFF', '٣'],
];

for (const [source, value] of NOT_TEXT)
  test(`reads ${JSON.stringify(source)} as ${value}`, () => assert.equal(resolveScalar(source), value));

for (const source of TEXT)
  test(`leaves ${JSON.stringify(source)} as text`, () => assert.equal(resolveScalar(source), source));

test('a tag decides, whatever the quotes', () => {
  const tagged = (type: string, source: string) => resolveTagged(`tag:yaml.org,2002:${type}`, source);
  assert.equal(tagged('int', '1'), 1);
  assert.equal(tagged('float', '1'), 1);
  assert.equal(tagged('bool', 'yes'), true);
  assert.equal(tagged('null', '~'), null);
  assert.equal(tagged('str', '1'), '1');
  assert.equal(tagged('str', ''), '');
  assert.equal(tagged('binary', '1'), '1');
  assert.equal(resolveTagged('!vault', '1'), '1');
});
