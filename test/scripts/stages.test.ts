import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

test('the scripts of the manifest run stages of the tests that are there', () => {
  const { stderr } = spawnSync(process.execPath, ['scripts/test.mjs', 'none'], { encoding: 'utf8' });
  const [, listed = ''] = /No stage none; there are (.+)\./.exec(stderr) ?? [];
  const stages = listed.split(', ');
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const named = Object.values(scripts).flatMap(
    (script) => /^node scripts\/test\.mjs (.+)$/.exec(script)?.[1]?.split(' ') ?? [],
  );
  assert.ok(named.length > 0);
  assert.deepEqual(
    named.filter((stage) => !stages.includes(stage)),
    [],
  );
});
