import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { rules } from '../../server/src/analysis/rules/index.js';
import { VERSION } from '../../server/src/features/version.js';
import { podPatterns } from './program.js';

test('the version is the package’s', async () => {
  assert.equal(VERSION, JSON.parse(readFileSync('package.json', 'utf8')).version);
  assert.deepEqual(await podPatterns(['--version']), { status: 0, out: `${VERSION}\n`, complaints: '' });
});

test('help is there for the program and for each command', async () => {
  const { status, out } = await podPatterns(['--help']);
  assert.equal(status, 0);
  for (const command of ['roles', 'lint', 'rules', 'explain']) {
    assert.match(out, new RegExp(`^ {2}${command} `, 'm'));
    const help = await podPatterns([command, '--help']);
    assert.equal(help.status, 0);
    assert.match(help.out, new RegExp(`Usage: pod-patterns ${command}`));
    assert.deepEqual(await podPatterns(['help', command]), help);
  }
});

test('no command, or none of ours, is wrong usage', async () => {
  assert.equal((await podPatterns([])).status, 2);
  const { status, out, complaints } = await podPatterns(['lnt', '.']);
  assert.equal(status, 2);
  assert.equal(out, '');
  assert.match(complaints, /there is no command 'lnt'; did you mean lint\?/);
});

test('the rules are listed in the fixed shape', async () => {
  const { status, out } = await podPatterns(['rules', '--format', 'json', '--rule', 'unknown-volume=off']);
  assert.equal(status, 0);
  const listed: Record<string, unknown>[] = JSON.parse(out);
  assert.deepEqual(
    listed.map(({ id }) => id),
    rules.map(({ id }) => id),
  );
  for (const rule of listed) {
    assert.deepEqual(Object.keys(rule), ['id', 'title', 'severity', 'enabled', 'fixable', 'since', 'url']);
  }
  const off = listed.find(({ id }) => id === 'unknown-volume');
  assert.equal(off?.['enabled'], false);
  assert.equal(off?.['severity'], 'error');
});

test('the rules as text are a line each', async () => {
  const { out } = await podPatterns(['rules', '--rule', 'unknown-volume=off']);
  const [header = '', ...lines] = out.trimEnd().split('\n');
  assert.match(header, /^RULE +SEVERITY +FIX +TITLE$/);
  assert.equal(lines.length, rules.length);
  assert.match(out, /^unknown-volume +off +yes +\S/m);
});

test('a rule is explained in words for a terminal', async () => {
  const { status, out } = await podPatterns(['explain', 'unknown-volume']);
  assert.equal(status, 0);
  const rule = rules.find(({ id }) => id === 'unknown-volume');
  assert.equal(out.split('\n')[0], rule?.meta.title);
  assert.doesNotMatch(out, /^#{1,6} |```|<!--|\*\*/m);
  assert.match(out, /^ {4}kind: Pod$/m);
});

test('an unknown rule is answered with near ones', async () => {
  const { status, out, complaints } = await podPatterns(['explain', 'unkown-volume']);
  assert.equal(status, 2);
  assert.equal(out, '');
  assert.match(complaints, /did you mean unknown-volume\?/);
  assert.match((await podPatterns(['explain', 'zzz'])).complaints, /'pod-patterns rules' lists them/);
  assert.equal((await podPatterns(['explain'])).status, 2);
});

test('the program reads standard input, and a reader may leave early', async () => {
  const program = spawn(process.execPath, ['--import', 'tsx', 'server/src/cli/main.ts', 'explain', 'unknown-volume'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  program.stdout.destroy();
  let complaints = '';
  program.stderr.on('data', (data) => {
    complaints += data;
  });
  const [status] = await once(program, 'exit');
  assert.equal(complaints, '');
  assert.equal(status, 0);
});

test('the program as a process: input, output and status', async () => {
  const program = spawn(process.execPath, ['--import', 'tsx', 'server/src/cli/main.ts', 'lint', '-f', 'json', '-'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  program.stdin.end(
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: b, image: c, volumeMounts: [{name: d, mountPath: /e}]}]}\n',
  );
  let out = '';
  program.stdout.on('data', (data) => {
    out += data;
  });
  const [status] = await once(program, 'close');
  assert.equal(status, 1);
  assert.ok(JSON.parse(out).summary.errors > 0);
});
