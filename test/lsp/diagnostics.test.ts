import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Diagnostic, DiagnosticSeverity, type DocumentDiagnosticReport } from 'vscode-languageserver';
import { MODERN, PUSHED, placeOf, startClient } from './client.js';

const URI = 'file:///pod.yaml';

/** `log` is no volume of the Pod; nothing else is wrong with it that any test here looks at. */
const TEXT = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - name: log
      mountPath: /var/log/nginx
  volumes:
  - name: logs
    emptyDir: {}
`;

const RULE = 'unknown-volume';
const PLACE = placeOf(TEXT, 'log\n');
const NAME = { start: PLACE.start, end: { ...PLACE.start, character: PLACE.start.character + 3 } };

/** An edit that repairs the mount, and one that breaks it again. */
const REPAIR = { range: { start: NAME.end, end: NAME.end }, text: 's' };
const BREAK = { range: { start: NAME.end, end: { ...NAME.end, character: NAME.end.character + 1 } }, text: '' };

function about(rule: string, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ code }) => code === rule);
}

function itemsOf(report: DocumentDiagnosticReport): readonly Diagnostic[] {
  assert.equal(report.kind, 'full');
  return report.kind === 'full' ? report.items : [];
}

test('diagnostics are published with the version and say where, what, and where to read more', async () => {
  const client = await startClient({ capabilities: PUSHED });
  assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
  await client.open(URI, TEXT, 7);
  const [found, ...others] = about(RULE, (await client.publishedFor(URI, 7)).diagnostics);
  assert.deepEqual(others, []);
  assert.deepEqual(found?.range, NAME);
  assert.equal(found.severity, DiagnosticSeverity.Error);
  assert.equal(found.source, 'pod-patterns');
  assert.match(found.codeDescription?.href ?? '', /^https:\/\/.*\/unknown-volume$/);
  assert.match(String(found.message), /'web' mounts 'log'/);
});

test('every change is answered, also when nothing is different', async () => {
  const client = await startClient({ capabilities: PUSHED });
  await client.open(URI, TEXT, 1);
  const first = await client.publishedFor(URI, 1);
  const end = placeOf(TEXT, 'emptyDir: {}').end;
  await client.change(URI, 2, [{ range: { start: end, end }, text: ' ' }]);
  assert.deepEqual((await client.publishedFor(URI, 2)).diagnostics, first.diagnostics);
  await client.change(URI, 3, []);
  assert.deepEqual((await client.publishedFor(URI, 3)).diagnostics, first.diagnostics);
});

test('incremental edits are applied in their order', async () => {
  const client = await startClient({ capabilities: PUSHED });
  await client.open(URI, TEXT, 1);
  await client.change(URI, 2, [REPAIR, BREAK, REPAIR]);
  assert.deepEqual(about(RULE, (await client.publishedFor(URI, 2)).diagnostics), []);
  await client.change(URI, 3, [BREAK]);
  assert.equal(about(RULE, (await client.publishedFor(URI, 3)).diagnostics).length, 1);
  await client.change(URI, 4, [{ text: 'a: 1' }]);
  assert.deepEqual((await client.publishedFor(URI, 4)).diagnostics, []);
});

test('of a burst of changes only the last one is validated', async () => {
  const client = await startClient({ capabilities: PUSHED });
  await client.open(URI, TEXT, 1);
  await client.publishedFor(URI, 1);
  const sent = [];
  for (let version = 2; version <= 41; version++) {
    sent.push(client.change(URI, version, [version % 2 === 0 ? REPAIR : BREAK]));
  }
  await Promise.all(sent);
  const { diagnostics } = await client.publishedFor(URI, 41);
  assert.equal(about(RULE, diagnostics).length, 1);
  const versions = client.published.map(({ version }) => version ?? 0);
  assert.deepEqual(
    versions,
    versions.toSorted((one, other) => one - other),
    'no version is published after a newer one',
  );
  assert.ok(versions.length < 20, `${versions.length} reports on 41 versions`);
});

test('closing takes the diagnostics back', async () => {
  const client = await startClient({ capabilities: PUSHED });
  await client.open(URI, TEXT);
  await client.publishedFor(URI, 1);
  await client.close(URI);
  await client.open(URI, 'a: 1', 9);
  await client.publishedFor(URI, 9);
  const [, cleared] = client.published;
  assert.deepEqual(cleared, { uri: URI, diagnostics: [] });
});

test('a client that pulls is asked for nothing else and told nothing unasked', async () => {
  const client = await startClient({ capabilities: MODERN });
  assert.ok(client.initialized.capabilities.diagnosticProvider);
  await client.open(URI, TEXT);
  const report = await client.pull(URI);
  assert.equal(about(RULE, itemsOf(report)).length, 1);
  assert.deepEqual(client.published, []);
});

test('a pull that would bring the same says so', async () => {
  const client = await startClient({ capabilities: MODERN });
  await client.open(URI, TEXT);
  const first = await client.pull(URI);
  assert.deepEqual(await client.pull(URI, first.resultId), { kind: 'unchanged', resultId: first.resultId });
  const end = placeOf(TEXT, 'emptyDir: {}').end;
  await client.change(URI, 2, [{ range: { start: end, end }, text: ' ' }]);
  assert.equal((await client.pull(URI, first.resultId)).kind, 'unchanged');
  await client.change(URI, 3, [REPAIR]);
  const repaired = await client.pull(URI, first.resultId);
  assert.deepEqual(about(RULE, itemsOf(repaired)), []);
  await client.change(URI, 4, [BREAK]);
  const broken = await client.pull(URI, repaired.resultId);
  assert.equal(about(RULE, itemsOf(broken)).length, 1);
});

test('an edit above moves the diagnostics below', async () => {
  const client = await startClient({ capabilities: MODERN });
  await client.open(URI, `a: 1\n---\n${TEXT}`);
  const [before] = about(RULE, itemsOf(await client.pull(URI)));
  assert.equal(before?.range.start.line, NAME.start.line + 2);
  const start = { line: 0, character: 0 };
  await client.change(URI, 2, [{ range: { start, end: start }, text: 'b: 2\n' }]);
  const [after] = about(RULE, itemsOf(await client.pull(URI)));
  assert.equal(after?.range.start.line, NAME.start.line + 3);
  // As many characters as before, but a line less.
  await client.change(URI, 3, [
    { range: { start: { line: 0, character: 4 }, end: { line: 1, character: 0 } }, text: ' ' },
  ]);
  const [joined] = about(RULE, itemsOf(await client.pull(URI)));
  assert.equal(joined?.range.start.line, NAME.start.line + 2);
});

test('what is no open manifest has no diagnostics', async () => {
  const client = await startClient({ capabilities: MODERN });
  assert.deepEqual(itemsOf(await client.pull('file:///unknown.yaml')), []);
  await client.change('file:///unknown.yaml', 2, [{ text: TEXT }]);
  assert.deepEqual(itemsOf(await client.pull('file:///unknown.yaml')), []);
  await client.open(URI, 'services:\n  web: {image: nginx}\n');
  assert.deepEqual(itemsOf(await client.pull(URI)), []);
});

test('related places are told to clients that show them', async () => {
  const twice = TEXT.replace(
    '    volumeMounts:',
    '    ports:\n    - containerPort: 80\n    - containerPort: 80\n    volumeMounts:',
  );
  const modern = await startClient({ capabilities: MODERN });
  await modern.open(URI, twice);
  const [told] = about('duplicate-port', itemsOf(await modern.pull(URI)));
  assert.equal(told?.relatedInformation?.[0]?.location.uri, URI);
  const plain = await startClient({ capabilities: { textDocument: { diagnostic: {} } } });
  await plain.open(URI, twice);
  const [untold] = about('duplicate-port', itemsOf(await plain.pull(URI)));
  assert.ok(untold);
  assert.equal(untold.relatedInformation, undefined);
});

test('broken YAML is left to the editor unless somebody sets a severity for it', async () => {
  const broken = TEXT.replace('name: log\n', 'name: "log\n');
  for (const rules of [{}, { 'invalid-yaml': 'warning' }]) {
    const client = await startClient({ capabilities: PUSHED, settings: { rules } });
    await client.open(URI, broken, 1);
    const found = about('invalid-yaml', (await client.publishedFor(URI, 1)).diagnostics);
    assert.equal(found.length, Object.keys(rules).length);
  }
});
