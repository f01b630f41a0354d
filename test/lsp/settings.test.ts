import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DiagnosticSeverity, type DocumentDiagnosticReport, type InlayHint } from 'vscode-languageserver';
import { documentSettings } from '../../server/src/lsp/document-settings.js';
import { NO_FILES } from '../../server/src/lsp/files.js';
import { MODERN, PUSHED, startClient, type TestClient } from './client.js';

const URI = 'file:///pod.yaml';
const TEXT = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - {name: logs, mountPath: /logs}
`;
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };

/** Severities of what is said about the unknown volume. */
function severities(report: DocumentDiagnosticReport): readonly unknown[] {
  return report.kind === 'full'
    ? report.items.filter(({ code }) => code === 'unknown-volume').map(({ severity }) => severity)
    : [];
}

function hintsOf(client: TestClient): Promise<readonly InlayHint[]> {
  return client.request('textDocument/inlayHint', { textDocument: { uri: URI }, range: WHOLE });
}

test('settings are asked for before anything is shown', async () => {
  const client = await startClient({ capabilities: PUSHED, settings: { rules: { 'unknown-volume': 'hint' } } });
  await client.open(URI, TEXT);
  const { diagnostics } = await client.publishedFor(URI, 1);
  const [found] = diagnostics.filter(({ code }) => code === 'unknown-volume');
  assert.equal(found?.severity, DiagnosticSeverity.Hint);
  assert.ok(client.asked.includes('workspace/configuration'));
});

test('changed settings count at once, and a client that pulls is asked to look again', async () => {
  const client = await startClient({ capabilities: MODERN, settings: {} });
  await client.open(URI, TEXT);
  assert.deepEqual(severities(await client.pull(URI)), [DiagnosticSeverity.Error]);
  assert.equal((await hintsOf(client)).length, 1);

  const refreshed = new Promise<void>((resolve) => {
    client.connection.onRequest('workspace/diagnostic/refresh', () => resolve());
  });
  await client.configure({ rules: { 'unknown-volume': 'off' }, inlayHints: { enabled: false } });
  await refreshed;
  assert.deepEqual(severities(await client.pull(URI)), []);
  assert.deepEqual(await hintsOf(client), []);
});

test('changed settings are published to a client that does not pull', async () => {
  const client = await startClient({ capabilities: PUSHED, settings: {} });
  await client.open(URI, TEXT);
  await client.publishedFor(URI, 1);
  await client.configure({ enable: false });
  assert.deepEqual((await client.publishedAfter(1)).diagnostics, []);
  await client.configure({ enable: true });
  assert.notDeepEqual((await client.publishedAfter(2)).diagnostics, []);
});

test('a client that answers no questions sends settings with its greeting and when they change', async () => {
  const client = await startClient({
    capabilities: { textDocument: { diagnostic: {} } },
    initializationOptions: { settings: { rules: { 'unknown-volume': 'warning' } } },
  });
  await client.open(URI, TEXT);
  assert.deepEqual(severities(await client.pull(URI)), [DiagnosticSeverity.Warning]);
  await client.configure({ rules: { 'unknown-volume': 'information' } });
  assert.deepEqual(severities(await client.pull(URI)), [DiagnosticSeverity.Information]);
  await client.connection.sendNotification('workspace/didChangeConfiguration', {
    settings: { rules: { 'unknown-volume': 'hint' } },
  });
  assert.deepEqual(severities(await client.pull(URI)), [DiagnosticSeverity.Hint]);
  assert.deepEqual(client.asked, []);
});

test('nonsense in the settings leaves the defaults', async () => {
  for (const settings of [
    null,
    7,
    'x',
    [],
    { enable: 'no', rules: ['a'], inlayHints: 3 },
    { rules: { 'unknown-volume': 'loud' } },
  ]) {
    const client = await startClient({ capabilities: MODERN, settings });
    await client.open(URI, TEXT);
    assert.deepEqual(severities(await client.pull(URI)), [DiagnosticSeverity.Error], JSON.stringify(settings));
    assert.equal((await hintsOf(client)).length, 1);
  }
});

test('a client that fails to answer gets the defaults', async () => {
  const client = await startClient({ capabilities: MODERN });
  client.connection.onRequest('workspace/configuration', () => {
    throw new Error('not today');
  });
  await client.open(URI, TEXT);
  assert.deepEqual(severities(await client.pull(URI)), [DiagnosticSeverity.Error]);
});

test('switched off, nothing is shown', async () => {
  const client = await startClient({ capabilities: MODERN, settings: { enable: false } });
  await client.open(URI, TEXT);
  const textDocument = { uri: URI };
  assert.deepEqual(severities(await client.pull(URI)), []);
  assert.deepEqual(await hintsOf(client), []);
  assert.deepEqual(await client.request('textDocument/documentSymbol', { textDocument }), []);
  assert.equal(
    await client.request('textDocument/hover', { textDocument, position: { line: 5, character: 11 } }),
    null,
  );
});

test('globs of the editor are read from the folder that is open, also when it is another one than before', () => {
  const configuration = { exclude: ['/settings.yaml'] };
  let roots = ['file:///work'];
  const settings = documentSettings({
    configuration: () => configuration,
    files: () => NO_FILES,
    roots: () => roots,
    open: () => undefined,
  });
  const uri = 'file:///work/shop/settings.yaml';
  assert.equal(settings.of(uri).enable, true);
  assert.equal(settings.of(uri), settings.of(uri));
  roots = ['file:///work/shop'];
  assert.equal(settings.of(uri).enable, false);
});
