import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MENDED, podPatterns } from './program.js';

test('a manifest that is no valid YAML is complained about, and the rest is reported', async () => {
  const standardInput = `${MENDED}---\nkind: Pod\nkind: Pod\n`;
  const { status, out, complaints } = await podPatterns(['lint', '-'], { standardInput });
  assert.equal(status, 0);
  assert.match(out, /1 file/);
  const line = standardInput.split('\n').length - 1;
  assert.match(complaints, new RegExp(`^pod-patterns: .*:${line}:1: no valid YAML`));
});

test('YAML that is no manifest is left alone', async () => {
  const { complaints } = await podPatterns(['lint', '-'], { standardInput: 'a: 1\na: 2\n' });
  assert.equal(complaints, '');
});
