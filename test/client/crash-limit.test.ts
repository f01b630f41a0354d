import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCrashLimit } from '../../client/src/crash-limit.js';

test('a server that keeps crashing is given up', () => {
  const mayRestart = createCrashLimit(2, 1_000);
  assert.deepEqual([0, 10, 20, 30].map(mayRestart), [true, true, false, false]);
});

test('crashes of long ago are forgotten', () => {
  const mayRestart = createCrashLimit(2, 1_000);
  assert.deepEqual([0, 600, 1_200, 1_800].map(mayRestart), [true, true, true, true]);
});
