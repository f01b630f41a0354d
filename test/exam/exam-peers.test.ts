import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const scratch = mkdtempSync(join(tmpdir(), 'exam-peers-'));
after(() => rmSync(scratch, { recursive: true }));

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  serviceAccountName: web
  containers:
  - {name: web, image: nginx:1.27, resources: {limits: {cpu: 1, memory: 64Mi}}}
  - {name: bare, image: redis:8}
`;
const ACCOUNT = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web}\n';

mkdirSync(join(scratch, 'linter'));
writeFileSync(join(scratch, 'linter', 'pod.yaml'), POD);
writeFileSync(join(scratch, 'linter', 'account.yaml'), ACCOUNT);
writeFileSync(join(scratch, 'linter', 'text.yaml'), `bad:\n- |\n${POD.replace(/^/gm, '  ')}`);
writeFileSync(join(scratch, 'linter', 'data.yaml'), `bad:\n-\n${POD.replace(/^/gm, '  ')}`);

const CASE = { peer: 'linter', file: 'pod.yaml', object: 'Pod/web', tier: 'core' };
const LIMIT = { ...CASE, concept: 'resources.cpu-limit-missing' };
const ACCOUNT_MISSING = { ...CASE, concept: 'refs.service-account-missing' };

test('a question is asked of the container that it names', () => {
  const { status, stdout } = exam([
    { ...LIMIT, container: 'web', expect: 'clean' },
    { ...LIMIT, container: 'bare', expect: 'flag' },
  ]);
  assert.equal(status, 0);
  assert.match(stdout, /^resources\.cpu-limit-missing +2 +2 +0 +1\.000$/m);
});

test('a manifest may stand inside a file, as text or as YAML', () => {
  const inside = (file: string) => ({ ...LIMIT, file, fragment: 'bad[0]', container: 'bare', expect: 'flag' });
  assert.equal(exam([inside('text.yaml'), inside('data.yaml')]).status, 0);
});

test('files that belong together are read together', () => {
  assert.equal(exam([{ ...ACCOUNT_MISSING, expect: 'flag' }]).status, 0);
  assert.equal(exam([{ ...ACCOUNT_MISSING, expect: 'clean', with: ['account.yaml'] }]).status, 0);
});

test('a case that differs is named, with what was found and why, and the exit status is 1', () => {
  const request = { ...CASE, concept: 'resources.cpu-request-missing', container: 'web', expect: 'flag' };
  const { status, stdout } = exam([request, { ...ACCOUNT_MISSING, expect: 'clean' }]);
  assert.equal(status, 1);
  assert.match(
    stdout,
    /linter\/pod\.yaml\n {2}resources\.cpu-request-missing: flagged there, not here .*\n {2}a limit/,
  );
  assert.match(stdout, /refs\.service-account-missing: flagged here, not there .*\n {2}no reason is known/);
});

test('another tier and what no rule of ours asks are left out', () => {
  const { status, stdout } = exam(
    [
      { ...LIMIT, container: 'bare', expect: 'flag' },
      { ...LIMIT, container: 'bare', expect: 'clean', tier: 'adjacent' },
      { ...CASE, concept: 'pod.host-network', expect: 'flag' },
    ],
    '--tier',
    'core',
  );
  assert.equal(status, 0);
  assert.match(stdout, /^all +1 +1 /m);
});

test('wrong input is told in one sentence, and the exit status is 2', () => {
  for (const [cases, message] of [
    [[{ peer: 'linter' }], /case 1 needs a peer/],
    [[{ ...LIMIT, expect: 'clean', file: 'none.yaml' }], /none\.yaml/],
    [[{ ...LIMIT, expect: 'clean', fragment: 'good[3]' }], /no manifest at good\[3\]/],
    [{}, /is no list of cases/],
    [[], /nothing to compare/],
    [[{ ...CASE, concept: 'pod.host-network', expect: 'flag' }], /nothing to compare/],
  ] as const) {
    const { status, stderr } = exam(cases);
    assert.equal(status, 2);
    assert.match(stderr, message);
  }
});

function exam(cases: unknown, ...args: readonly string[]) {
  const file = join(scratch, 'exam.json');
  writeFileSync(file, JSON.stringify(cases));
  return spawnSync(process.execPath, ['--import', 'tsx', 'scripts/exams/peers/main.ts', scratch, file, ...args], {
    encoding: 'utf8',
  });
}
