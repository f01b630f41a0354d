import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remembered } from '../../server/src/analysis/remembered.js';

function counted(capacity: number) {
  const read: string[] = [];
  const answer = remembered((text) => {
    read.push(text);
    return { text };
  }, capacity);
  return { answer, read };
}

test('a text is read once, and its answer is the same object', () => {
  const { answer, read } = counted(10);
  assert.equal(answer('a'), answer('a'));
  assert.deepEqual(answer(''), { text: '' });
  assert.deepEqual(read, ['a', '']);
});

test('what is asked for again and again stays, and what is not is forgotten', () => {
  const { answer, read } = counted(8);
  for (let at = 0; at < 100; at++) {
    answer('often');
    answer(`once ${at}`);
  }
  assert.equal(read.filter((text) => text === 'often').length, 1);
  answer('once 0');
  assert.equal(read.filter((text) => text === 'once 0').length, 2);
});

test('very long texts are not kept', () => {
  const { answer, read } = counted(10);
  const long = 'x'.repeat(100_000);
  assert.notEqual(answer(long), answer(long));
  assert.equal(read.length, 2);
});
