import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oncePer } from '../../server/src/syntax/once-per.js';

test('each subject is read once, also where the answer is null', () => {
  const read: number[] = [];
  const half = oncePer(({ value }: { readonly value: number }) => {
    read.push(value);
    return value % 2 === 0 ? value / 2 : null;
  });
  const [even, odd] = [{ value: 4 }, { value: 3 }];
  assert.deepEqual([even, odd, even, odd].map(half), [2, null, 2, null]);
  assert.deepEqual(read, [4, 3]);
  assert.equal(half({ value: 4 }), 2);
  assert.deepEqual(read, [4, 3, 4]);
});
