import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MENDED, podPatterns } from './program.js';

test('a manifest that is no valid YAML is an error, and the rest is reported', async () => {
  const standardInput = `${MENDED}---\napiVersion: v1\nkind: Pod\nmetadata: {name: web\nspec: 1\n`;
  const { status, out } = await podPatterns(['lint', '--format', 'json', '-'], { standardInput });
  assert.equal(status, 1);
  const { files } = JSON.parse(out);
  assert.deepEqual(
    files.flatMap(({ findings }: { findings: readonly { rule: string; severity: string }[] }) =>
      findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule),
    ),
    ['invalid-yaml'],
  );
});

test('YAML that is no manifest is left alone', async () => {
  const { status, out } = await podPatterns(['lint', '--format', 'json', '-'], { standardInput: 'a: {b\nc: 2\n' });
  assert.equal(status, 0);
  assert.equal(JSON.parse(out).summary.errors, 0);
});
