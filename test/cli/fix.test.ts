import assert from 'node:assert/strict';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { folderWith, podPatterns } from './program.js';

const UNUSED = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: web, image: nginx:1.27} # 주석
  volumes:
  - name: old
    emptyDir: {}
`;

test('repairs what is safe, says so, and reports the rest', async (context) => {
  const folder = folderWith(context, { 'web.yaml': UNUSED });
  const { status, out, complaints } = await podPatterns(['lint', '--fix', '--format', 'json', folder]);
  const text = readFileSync(join(folder, 'web.yaml'), 'utf8');
  assert.doesNotMatch(text, /old/);
  assert.match(text, /# 주석/);
  assert.equal(status, 0);
  assert.match(complaints, /1 problem repaired/);
  const [report] = JSON.parse(out).files;
  assert.ok(!report.findings.some(({ rule }: { rule: string }) => rule === 'unused-volume'));
  assert.deepEqual(readdirSync(folder), ['web.yaml']);
});

test('again changes nothing, not even the time of the file', async (context) => {
  const folder = folderWith(context, { 'web.yaml': UNUSED });
  await podPatterns(['lint', '--fix', folder]);
  const { mtimeMs, ino } = statSync(join(folder, 'web.yaml'));
  const { complaints } = await podPatterns(['lint', '--fix', folder]);
  const after = statSync(join(folder, 'web.yaml'));
  assert.deepEqual([after.mtimeMs, after.ino, complaints], [mtimeMs, ino, '']);
});

test('keeps encoding, byte order mark and permissions', async (context) => {
  const folder = folderWith(context, {
    'bom.yaml': `\ufeff${UNUSED}`,
    'wide.yaml': Buffer.from(`\ufeff${UNUSED}`, 'utf16le'),
    'big-endian.yaml': Buffer.from(`\ufeff${UNUSED}`, 'utf16le').swap16(),
  });
  chmodSync(join(folder, 'bom.yaml'), 0o640);
  await podPatterns(['lint', '--fix', folder]);
  const read = (name: string) => readFileSync(join(folder, name));
  const repaired = read('bom.yaml').toString('utf8');
  assert.ok(repaired.startsWith('\ufeffapiVersion') && !repaired.includes('old'));
  assert.equal(read('wide.yaml').toString('utf16le'), repaired);
  assert.equal(read('big-endian.yaml').swap16().toString('utf16le'), repaired);
  assert.equal(statSync(join(folder, 'bom.yaml')).mode & 0o777, 0o640);
});

test('a symbolic link stays one', async (context) => {
  const folder = folderWith(context, { 'real/web.yaml': UNUSED });
  symlinkSync(join('real', 'web.yaml'), join(folder, 'link.yaml'));
  await podPatterns(['lint', '--fix', join(folder, 'link.yaml')]);
  assert.ok(lstatSync(join(folder, 'link.yaml')).isSymbolicLink());
  assert.doesNotMatch(readFileSync(join(folder, 'real/web.yaml'), 'utf8'), /old/);
});

test('a file with bytes that are no text is reported and left alone', async (context) => {
  const folder = folderWith(context, {});
  const bytes = Buffer.concat([Buffer.from(UNUSED), Buffer.from([0x23, 0xff, 0xfe, 0x0a])]);
  writeFileSync(join(folder, 'odd.yaml'), bytes);
  const { status, out, complaints } = await podPatterns(['lint', '--fix', '--format', 'json', folder]);
  assert.deepEqual(readFileSync(join(folder, 'odd.yaml')), bytes);
  assert.match(complaints, /not repaired, as it holds bytes that are no text/);
  assert.equal(status, 2);
  assert.equal(JSON.parse(out).files.length, 1);
});

test('standard input cannot be repaired in place', async () => {
  const { status, complaints } = await podPatterns(['lint', '--fix', '-'], { standardInput: UNUSED });
  assert.equal(status, 2);
  assert.match(complaints, /--fix takes files/);
});
