import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { BROKEN, folderWith, MENDED, podPatterns } from './program.js';

/** Names of the files that were read, below `folder`. */
async function filesRead(folder: string, ...paths: string[]): Promise<readonly string[]> {
  const { out } = await podPatterns(['lint', '--format', 'json', '--fail-on', 'never', ...paths]);
  const { files } = JSON.parse(out) as { files: { file: string }[] };
  return files.map(({ file }) =>
    file.startsWith(folder) ? file.slice(folder.length + 1).replaceAll('\\', '/') : file,
  );
}

test('a folder is searched for manifests, but not where packages and history are kept', async (context) => {
  const folder = folderWith(context, {
    'b.yaml': MENDED,
    'a.yml': MENDED,
    'sub/c.YAML': MENDED,
    '.hidden/d.json': '{}',
    'notes.txt': MENDED,
    'node_modules/e.yaml': MENDED,
    'sub/node_modules/f.yaml': MENDED,
    '.git/g.yaml': MENDED,
  });
  assert.deepEqual(await filesRead(folder, folder), ['.hidden/d.json', 'a.yml', 'b.yaml', 'sub/c.YAML']);
});

test('a file that is named is read whatever its name is', async (context) => {
  const folder = folderWith(context, { 'pod.txt': BROKEN });
  assert.deepEqual(await filesRead(folder, join(folder, 'pod.txt')), ['pod.txt']);
});

test('globs are understood where no shell does it', async (context) => {
  const folder = folderWith(context, { 'x/a.yaml': MENDED, 'x/b.yaml': MENDED, 'y/a.yaml': MENDED, 'y/a.txt': MENDED });
  assert.deepEqual(await filesRead(folder, `${folder}/**/a.*`), ['x/a.yaml', 'y/a.txt', 'y/a.yaml']);
});

test('a file that is named twice is read once', async (context) => {
  const folder = folderWith(context, { 'a.yaml': MENDED, 'b.yaml': MENDED });
  assert.deepEqual(await filesRead(folder, join(folder, 'b.yaml'), folder), ['b.yaml', 'a.yaml']);
});

test('links to folders do not lead in circles', { skip: process.platform === 'win32' }, async (context) => {
  const folder = folderWith(context, { 'a.yaml': MENDED });
  symlinkSync(folder, join(folder, 'loop'));
  assert.deepEqual(await filesRead(folder, folder), ['a.yaml']);
});

test('standard input is a file named -', async () => {
  const { status, out } = await podPatterns(['lint', '--format', 'json', '-'], { standardInput: BROKEN });
  assert.equal(status, 1);
  assert.equal(JSON.parse(out).files[0].file, '-');
});

test('what cannot be read is complained about, and the rest is reported', async (context) => {
  const folder = folderWith(context, { 'a.yaml': BROKEN, 'b.yaml': new Uint8Array([0x61, 0, 0x62, 0]) });
  const missing = join(folder, 'none.yaml');
  const { status, out, complaints } = await podPatterns(['lint', '--format', 'json', missing, folder]);
  assert.equal(status, 2);
  assert.match(complaints, /none\.yaml: no such file or folder/);
  assert.match(complaints, /b\.yaml: not a text file/);
  const { files, summary } = JSON.parse(out);
  assert.equal(files.length, 1);
  assert.equal(summary.errors, 1);
});

test('a glob without a file is a mistake, a folder without a manifest is not', async (context) => {
  const folder = folderWith(context, { 'a.txt': '' });
  const glob = await podPatterns(['roles', `${folder}/*.yaml`]);
  assert.equal(glob.status, 2);
  assert.match(glob.complaints, /no file matches/);
  const empty = await podPatterns(['roles', folder]);
  assert.equal(empty.status, 0);
  assert.match(empty.complaints, /no \*\.yaml/);
});

for (const [name, bytes] of [
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${BROKEN}`, 'utf8')],
  ['UTF-16, little end first', Buffer.from(`\ufeff${BROKEN}`, 'utf16le')],
  ['UTF-16, big end first', Buffer.from(`\ufeff${BROKEN}`, 'utf16le').swap16()],
  ['lines that end with CR LF', Buffer.from(BROKEN.replaceAll('\n', '\r\n'))],
] as const) {
  test(`${name}: the same findings at the same places`, async (context) => {
    const folder = folderWith(context, { 'a.yaml': BROKEN, 'b.yaml': bytes });
    const { out } = await podPatterns(['lint', '--format', 'json', folder]);
    const { files } = JSON.parse(out);
    assert.ok(files[0].findings.length > 0);
    assert.deepEqual(files[1].findings, files[0].findings);
  });
}
