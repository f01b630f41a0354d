import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const scratch = mkdtempSync(join(tmpdir(), 'exam-apiserver-'));
after(() => rmSync(scratch, { recursive: true }));

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers: [{name: web, image: nginx:1.27}]\n';

writeFileSync(join(scratch, 'good.yaml'), POD);
writeFileSync(join(scratch, 'host.yaml'), `${POD}  hostname: Web\n`);
writeFileSync(join(scratch, 'image.yaml'), `${POD}  volumes: [{name: model, image: {reference: model:1}}]\n`);

const GOOD = { id: 'good', verdict: 'clean', concept: 'baseline' };
const HOST = { id: 'host', verdict: 'error', concept: 'pod.hostname', field: 'spec.hostname' };
const IMAGE = { id: 'image', verdict: 'error', concept: 'volumes.image', field: 'spec.volumes[0].image.pullPolicy' };

test('a table by section, with the share of findings that lie on the field', () => {
  const { status, stdout } = exam([GOOD, HOST]);
  assert.equal(status, 0);
  assert.match(stdout, /^pod +1 +1 +0 +1\/1$/m);
  assert.match(stdout, /^verdict clean +1 +1 +0$/m);
  assert.match(stdout, /^all +2 +2 +0 +1\/1$/m);
});

test('a case that differs is named, with what was found, and the exit status is 1', () => {
  const { status, stdout } = exam([
    { ...GOOD, verdict: 'error', field: 'spec' },
    { ...HOST, verdict: 'clean' },
  ]);
  assert.equal(status, 1);
  assert.match(stdout, /^good \(baseline\): error at spec, we say clean$/m);
  assert.match(stdout, /^host \(pod\.hostname\): clean at spec\.hostname, we say error: invalid-host-name:error$/m);
});

test('a smaller share will do where one is given', () => {
  assert.equal(exam([GOOD, { ...HOST, verdict: 'clean' }], '--min', '0.5').status, 0);
});

test('the verdict is that of the version that is named', () => {
  assert.equal(exam([IMAGE], '--kubernetes-version', '1.34').status, 0);
  assert.equal(exam([IMAGE]).status, 1);
});

test('wrong input is told in one sentence, and the exit status is 2', () => {
  for (const [verdicts, message] of [
    [[{ id: 'good' }], /verdict 1 needs an id/],
    [[{ ...GOOD, id: 'none' }], /none\.yaml/],
    [{}, /is no list of verdicts/],
    [[], /nothing to compare/],
  ] as const) {
    const { status, stderr } = exam(verdicts);
    assert.equal(status, 2);
    assert.match(stderr, message);
  }
  assert.equal(exam([GOOD], '--min', '2').status, 2);
});

function exam(verdicts: unknown, ...args: readonly string[]) {
  const file = join(scratch, 'verdicts.json');
  writeFileSync(file, JSON.stringify(verdicts));
  return spawnSync(process.execPath, ['--import', 'tsx', 'scripts/exams/apiserver/main.ts', scratch, file, ...args], {
    encoding: 'utf8',
  });
}
