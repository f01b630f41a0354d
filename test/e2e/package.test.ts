import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { before, test } from 'node:test';
import { packageExtension } from '../../scripts/project/package-extension.mjs';
import { connectClient, PUSHED } from '../lsp/client.js';
import { zipEntries } from './support/zip-entries.js';

/** All that a user needs, and nothing else. */
const ALLOWED = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package(\.nls(\.[a-z-]+)?)?\.json$/,
  /^extension\/(readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/(web\/)?(extension|server)\.js$/,
  /^extension\/dist\/(rule-pages|texts)\.[a-z]+\.json$/,
  /^extension\/images\/[\w-]+\.png$/,
  /^extension\/images\/gutter\/[\w-]+\.svg$/,
  /^extension\/l10n\/bundle\.l10n(\.[a-z-]+)?\.json$/,
  /^extension\/schemas\/[\w-]+\.schema\.json$/,
  /^extension\/snippets\/[\w-]+\.code-snippets$/,
  /^extension\/syntaxes\/[\w.-]+\.tmLanguage\.json$/,
];

/**
 * Of the server, some 330 kB are libraries (the protocol's and the YAML parser's, above all); the package holds it twice,
 * for Node and for the browser.
 */
const MOST_KILOBYTES = { vsix: 1050, server: 1000 };

let vsix = '';
let entries: readonly string[] = [];

before(async () => {
  vsix = await packageExtension('out/pod-patterns.vsix');
  entries = zipEntries(readFileSync(vsix));
});

test('the package holds nothing that a user does not need', () => {
  assert.deepEqual(
    entries.filter((entry) => !ALLOWED.some((pattern) => pattern.test(entry))),
    [],
  );
});

test('the package holds every file that its manifest names', () => {
  const named = pathsIn(JSON.parse(readFileSync('package.json', 'utf8')));
  assert.ok(named.length >= 5);
  // The client reads the snippets itself.
  const paths = [...named, 'snippets/pod-patterns.code-snippets'];
  assert.deepEqual(
    paths.filter((path) => !entries.includes(`extension/${path}`)),
    [],
  );
});

test('the package holds readme, changelog and licence', () => {
  for (const name of ['readme.md', 'changelog.md', 'LICENSE.txt'])
    assert.ok(entries.includes(`extension/${name}`), name);
});

test('package and server bundles are small', () => {
  const kilobytes = (file: string) => statSync(file).size / 1000;
  assert.ok(kilobytes(vsix) < MOST_KILOBYTES.vsix, `${vsix} has ${kilobytes(vsix)} kB`);
  for (const file of ['dist/server.js', 'dist/web/server.js']) {
    assert.ok(kilobytes(file) < MOST_KILOBYTES.server, `${file} has ${kilobytes(file)} kB`);
  }
});

test("the server beside its texts speaks the reader's language", async () => {
  const server = spawn(process.execPath, ['dist/server.js', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const client = await connectClient(server.stdout, server.stdin, { capabilities: PUSHED, locale: 'ko-KR' });
  await client.open('file:///pod.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: []}\n');
  const { diagnostics } = await client.publishedFor('file:///pod.yaml', 1);
  assert.match(String(diagnostics[0]?.message), /컨테이너/);
  await client.connection.sendRequest('shutdown');
  await client.connection.sendNotification('exit');
});

/** The entries, the icon, and each `path` of a contribution. */
function pathsIn(manifest: {
  readonly main: string;
  readonly browser: string;
  readonly icon: string;
  readonly contributes: Readonly<Record<string, unknown>>;
}): readonly string[] {
  const { main, browser, icon, contributes } = manifest;
  const contributed = Object.values(contributes).flatMap((value) =>
    Array.isArray(value) ? value.flatMap((each) => (typeof each?.path === 'string' ? [each.path] : [])) : [],
  );
  return [main, browser, icon, ...contributed].map((path: string) => path.replace(/^\.\//, ''));
}
