import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { BROKEN, folderWith, MENDED, podPatterns } from './program.js';

const QUIET = ['--rule', 'missing-resources=off', '--rule', 'missing-readiness-probe=off'];

test('the JSON report has its fixed shape', async () => {
  const { status, out, complaints } = await podPatterns(['lint', '--format', 'json', ...QUIET, '-'], {
    standardInput: `a: 1\n---\n${BROKEN}`,
  });
  assert.equal(status, 1);
  assert.equal(complaints, '');
  const { message, ...finding } = JSON.parse(out).files[0].findings[0];
  assert.match(message, /'web' mounts 'log'/);
  assert.deepEqual(finding, {
    rule: 'unknown-volume',
    severity: 'error',
    range: { start: { line: 11, character: 12 }, end: { line: 11, character: 15 } },
    document: 1,
    workload: 'Pod/web',
    container: 'web',
    fixable: true,
  });
  const report = JSON.parse(out);
  assert.deepEqual(Object.keys(report), ['version', 'files', 'summary']);
  assert.equal(report.version, 1);
  assert.deepEqual(Object.keys(report.summary), ['files', 'errors', 'warnings', 'information', 'hints']);
});

test('every file that was read has an entry', async (context) => {
  const folder = folderWith(context, { 'a.yaml': MENDED, 'b.yaml': 'a: 1', 'c.json': '{}' });
  const { status, out } = await podPatterns([
    'lint',
    '--format',
    'json',
    ...QUIET,
    '--rule',
    'unused-volume=off',
    folder,
  ]);
  assert.equal(status, 0);
  const { files, summary } = JSON.parse(out);
  assert.deepEqual(
    files.map(({ findings }: { findings: unknown[] }) => findings.length),
    [0, 0, 0],
  );
  assert.deepEqual(summary, { files: 3, errors: 0, warnings: 0, information: 0, hints: 0 });
});

test('the text report is a line per finding that begins with its place', async (context) => {
  const folder = folderWith(context, { 'a.yaml': BROKEN, 'b.yaml': BROKEN });
  const rules = [...QUIET, '--rule', 'unused-volume=off'];
  const { out } = await podPatterns(['lint', ...rules, folder]);
  const text = out.replaceAll(`${folder}/`, '');
  assert.equal(
    text,
    `a.yaml:10:13 error 'web' mounts 'log', which this Pod does not have; 'logs' is one (unknown-volume)

b.yaml:10:13 error 'web' mounts 'log', which this Pod does not have; 'logs' is one (unknown-volume)

2 errors in 2 files
`,
  );
  const { out: none } = await podPatterns(['lint', ...rules, '--rule', 'unknown-volume=off', join(folder, 'a.yaml')]);
  assert.equal(none, 'No findings in 1 file\n');
});

test('colours only where they are wanted', async () => {
  const plain = await podPatterns(['lint', '-'], { standardInput: BROKEN });
  const colored = await podPatterns(['lint', '-'], { standardInput: BROKEN, colors: true });
  assert.ok(!plain.out.includes('\u001b'));
  assert.ok(colored.out.includes('\u001b[31merror\u001b[0m'));
});

test('the exit status follows the most severe finding', async () => {
  const status = async (text: string, ...args: string[]) =>
    (await podPatterns(['lint', ...args, '-'], { standardInput: text })).status;
  assert.equal(await status(BROKEN), 1);
  assert.equal(await status(BROKEN, '--fail-on', 'never'), 0);
  const warned = ['--rule', 'unknown-volume=warning'];
  assert.equal(await status(BROKEN, ...warned), 0);
  assert.equal(await status(BROKEN, ...warned, '--fail-on', 'warning'), 1);
  assert.equal(await status(BROKEN, ...warned, '--fail-on', 'hint'), 1);
  const off = ['unknown-volume', 'missing-resources', 'missing-readiness-probe', 'unused-volume'];
  const quiet = off.flatMap((rule) => ['--rule', `${rule}=off`]);
  assert.equal(await status(BROKEN, ...quiet, '--fail-on', 'hint'), 0);
});

for (const [args, complaint] of [
  [['lint'], /a PATH is missing/],
  [['lint', '--fail-on', 'always', '-'], /--fail-on is error, warning, information, hint or never/],
  [['lint', '--format', 'xml', '-'], /--format is text or json/],
  [['lint', '--nonsense', '-'], /--nonsense/],
  [['lint', '--rule', 'unknown-volume', '-'], /--rule is <rule>=/],
  [['lint', '--rule', 'unknown-volume=loud', '-'], /--rule is <rule>=/],
  [['lint', '--rule', 'unknown-volum=off', '-'], /there is no rule 'unknown-volum'; did you mean unknown-volume\?/],
  [['lint', '--kubernetes-version', 'new', '-'], /--kubernetes-version is latest or a version such as 1\.34/],
] as const) {
  test(`wrong usage: ${args.join(' ')}`, async () => {
    const { status, out, complaints } = await podPatterns(args, { standardInput: BROKEN });
    assert.equal(status, 2);
    assert.equal(out, '');
    assert.match(complaints, complaint);
    assert.match(complaints, /--help/);
  });
}
