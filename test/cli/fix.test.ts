import assert from 'node:assert/strict';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { folderWith, podPatterns } from './program.js';

const DEPRECATED = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: web, image: nginx:1.27} # 주석
  nodeSelector:
    beta.kubernetes.io/os: linux
`;

test('repairs what is safe, says so, and reports the rest', async (context) => {
  const folder = folderWith(context, { 'web.yaml': DEPRECATED });
  const { status, out, complaints } = await podPatterns(['lint', '--fix', '--format', 'json', folder]);
  const text = readFileSync(join(folder, 'web.yaml'), 'utf8');
  assert.doesNotMatch(text, /beta/);
  assert.match(text, /# 주석/);
  assert.equal(status, 0);
  assert.match(complaints, /1 problem repaired/);
  const [report] = JSON.parse(out).files;
  assert.ok(!report.findings.some(({ rule }: { rule: string }) => rule === 'deprecated-node-label'));
  assert.deepEqual(readdirSync(folder), ['web.yaml']);
});

test('again changes nothing, not even the time of the file', async (context) => {
  const folder = folderWith(context, { 'web.yaml': DEPRECATED });
  await podPatterns(['lint', '--fix', folder]);
  const { mtimeMs, ino } = statSync(join(folder, 'web.yaml'));
  const { complaints } = await podPatterns(['lint', '--fix', folder]);
  const after = statSync(join(folder, 'web.yaml'));
  assert.deepEqual([after.mtimeMs, after.ino, complaints], [mtimeMs, ino, '']);
});

test('keeps encoding, byte order mark and permissions', async (context) => {
  const folder = folderWith(context, {
    'bom.yaml': `\ufeff${DEPRECATED}`,
    'wide.yaml': Buffer.from(`\ufeff${DEPRECATED}`, 'utf16le'),
    'big-endian.yaml': Buffer.from(`\ufeff${DEPRECATED}`, 'utf16le').swap16(),
  });
  chmodSync(join(folder, 'bom.yaml'), 0o640);
  await podPatterns(['lint', '--fix', folder]);
  const read = (name: string) => readFileSync(join(folder, name));
  const repaired = read('bom.yaml').toString('utf8');
  assert.ok(repaired.startsWith('\ufeffapiVersion') && !repaired.includes('beta'));
  assert.equal(read('wide.yaml').toString('utf16le'), repaired);
  assert.equal(read('big-endian.yaml').swap16().toString('utf16le'), repaired);
  assert.equal(statSync(join(folder, 'bom.yaml')).mode & 0o777, 0o640);
});

test('a symbolic link stays one', async (context) => {
  const folder = folderWith(context, { 'real/web.yaml': DEPRECATED });
  symlinkSync(join('real', 'web.yaml'), join(folder, 'link.yaml'));
  await podPatterns(['lint', '--fix', join(folder, 'link.yaml')]);
  assert.ok(lstatSync(join(folder, 'link.yaml')).isSymbolicLink());
  assert.doesNotMatch(readFileSync(join(folder, 'real/web.yaml'), 'utf8'), /beta/);
});

test('a file with bytes that are no text is reported and left alone', async (context) => {
  const folder = folderWith(context, {});
  const bytes = Buffer.concat([Buffer.from(DEPRECATED), Buffer.from([0x23, 0xff, 0xfe, 0x0a])]);
  writeFileSync(join(folder, 'odd.yaml'), bytes);
  const { status, out, complaints } = await podPatterns(['lint', '--fix', '--format', 'json', folder]);
  assert.deepEqual(readFileSync(join(folder, 'odd.yaml')), bytes);
  assert.match(complaints, /not repaired, as it holds bytes that are no text/);
  assert.equal(status, 2);
  assert.equal(JSON.parse(out).files.length, 1);
});

test('standard input cannot be repaired in place', async () => {
  const { status, complaints } = await podPatterns(['lint', '--fix', '-'], { standardInput: DEPRECATED });
  assert.equal(status, 2);
  assert.match(complaints, /--fix takes files/);
});

test('a file that nobody may write is left alone', async (context) => {
  const folder = folderWith(context, { 'web.yaml': DEPRECATED });
  const file = join(folder, 'web.yaml');
  chmodSync(file, 0o444);
  const { status, complaints } = await podPatterns(['lint', '--fix', folder]);
  assert.equal(readFileSync(file, 'utf8'), DEPRECATED);
  assert.match(complaints, /web\.yaml: .*not repaired/);
  assert.equal(status, 2);
});

test('a file of two names is read and repaired once', async (context) => {
  const folder = folderWith(context, { 'web.yaml': DEPRECATED });
  const file = join(folder, 'web.yaml');
  const arguments_ = ['lint', '--fix', '--format', 'json', file, join(folder, '.', 'web.yaml'), relative('.', file)];
  const { status, out, complaints } = await podPatterns(arguments_);
  assert.deepEqual([status, JSON.parse(out).files.length], [0, 1]);
  assert.match(complaints, /1 problem repaired/);
});
