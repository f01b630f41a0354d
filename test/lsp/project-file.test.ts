import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ClientCapabilities,
  type CodeAction,
  DiagnosticSeverity,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver';
import { MODERN, PUSHED, startClient, type TestClient } from './client.js';

const ROOT = 'file:///work/shop';
const PROJECT = `${ROOT}/.pod-patterns.yaml`;
const URI = `${ROOT}/deploy/pod.yaml`;
const TEXT = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: web
    image: registry.example/team/web:1
    volumeMounts:
    - {name: logs, mountPath: /logs}
  - name: other
    image: registry.example/team/agent:1
`;
const WATCHING: ClientCapabilities = {
  ...MODERN,
  workspace: { ...MODERN.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
};

function start(files: Readonly<Record<string, string>>, settings: unknown = {}, capabilities = WATCHING) {
  const held = new Map(Object.entries(files));
  return startClient({ capabilities, settings, folders: [ROOT], files: held }).then((client) => ({ client, held }));
}

/** Severities of what is said about the unknown volume. */
function severities(report: DocumentDiagnosticReport): readonly unknown[] {
  return report.kind === 'full'
    ? report.items.filter(({ code }) => code === 'unknown-volume').map(({ severity }) => severity)
    : [];
}

/** Tells the server of a changed file, and waits until it wants to be asked again. */
async function changed(client: TestClient, uri: string): Promise<void> {
  const refreshed = new Promise<void>((resolve) => {
    client.connection.onRequest('workspace/diagnostic/refresh', () => resolve());
  });
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
  await refreshed;
}

test('the project goes before the settings of the user, and its nearest file before others', async () => {
  const { client } = await start(
    {
      [PROJECT]: 'rules: {unknown-volume: warning}\n',
      [`${ROOT}/deploy/.pod-patterns.yaml`]: 'rules: {unused-volume: off}\n',
      'file:///work/.pod-patterns.yaml': 'rules: {unknown-volume: off}\n',
    },
    { rules: { 'unknown-volume': 'hint' } },
  );
  await client.open(URI, TEXT);
  assert.deepEqual(severities(await client.pull(URI)), [DiagnosticSeverity.Warning]);
});

test('a changed file counts at once, one that comes or goes as well', async () => {
  const { client, held } = await start({});
  await client.open(URI, TEXT);
  assert.deepEqual(severities(await client.pull(URI)), [DiagnosticSeverity.Error]);
  held.set(PROJECT, 'rules: {unknown-volume: hint}\n');
  await changed(client, PROJECT);
  assert.deepEqual(severities(await client.pull(URI)), [DiagnosticSeverity.Hint]);
  held.set(PROJECT, 'rules: {unknown-volume: off}\n');
  await changed(client, PROJECT);
  assert.deepEqual(severities(await client.pull(URI)), []);
  held.delete(PROJECT);
  await changed(client, PROJECT);
  assert.deepEqual(severities(await client.pull(URI)), [DiagnosticSeverity.Error]);
  assert.ok(client.asked.includes('client/registerCapability'));
});

test('files are read once, not for every request', async () => {
  const { client } = await start({ [PROJECT]: 'profile: strict\n' });
  await client.open(URI, TEXT);
  await client.pull(URI);
  await client.pull(URI);
  assert.equal(client.asked.filter((method) => method === 'podPatterns/readFile').length, 2);
});

test('what is typed into the file counts before it is saved, and says what is wrong with it', async () => {
  const { client } = await start({ [PROJECT]: 'rules: {unknown-volume: hint}\n' }, {}, PUSHED);
  await client.open(URI, TEXT);
  await client.publishedFor(URI, 1);
  await client.open(PROJECT, 'rules:\n  unknown-volume: off\n  unknown-volum: warning\nprofil: strict\n');
  const { diagnostics } = await client.publishedFor(PROJECT, 1);
  assert.deepEqual(
    diagnostics.map(({ message, range: { start } }) => [start.line, start.character, message]),
    [
      [3, 0, "there is no setting 'profil'; did you mean 'profile'?"],
      [2, 2, "there is no rule 'unknown-volum'; did you mean 'unknown-volume'?"],
    ],
  );
  const about = client.published.filter(({ uri }) => uri === URI);
  const now = about.at(-1)?.diagnostics ?? (await client.publishedAfter(client.published.length)).diagnostics;
  assert.ok(!now.some(({ code }) => code === 'unknown-volume'));
});

test('a file that is closed without being saved counts as it is kept', async () => {
  const { client } = await start({ [PROJECT]: 'rules: {unknown-volume: hint}\n' });
  await client.open(URI, TEXT);
  await client.open(PROJECT, 'rules: {unknown-volume: off}\n');
  assert.deepEqual(severities(await client.pull(URI)), []);
  await client.close(PROJECT);
  assert.deepEqual(severities(await client.pull(URI)), [DiagnosticSeverity.Hint]);
});

test('images of the project are known, also from one moment to the next', async () => {
  const { client, held } = await start({
    [PROJECT]: 'images: {team/agent: {role: adapter, function: metrics-exporter}}\n',
  });
  await client.open(URI, TEXT);
  const said = async () => {
    const hover = await client.request<{ readonly contents: { readonly value: string } } | null>('textDocument/hover', {
      textDocument: { uri: URI },
      position: { line: 9, character: 11 },
    });
    return hover?.contents.value ?? '';
  };
  assert.match(await said(), /adapter/);
  assert.match(await said(), /by your configuration/);
  held.set(PROJECT, 'images: {team/agent: ambassador}\n');
  await changed(client, PROJECT);
  assert.match(await said(), /ambassador/);
});

test('files that the project excludes are left alone', async () => {
  const { client } = await start({ [PROJECT]: 'exclude: deploy/\n' });
  await client.open(URI, TEXT);
  assert.deepEqual(severities(await client.pull(URI)), []);
  assert.deepEqual(await client.request('textDocument/documentSymbol', { textDocument: { uri: URI } }), []);
});

test('files that the project names hold static Pods, as soon as it does', async () => {
  const { client, held } = await start({});
  const text = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  imagePullSecrets: [{name: b}]\n';
  await client.open(URI, `${text}  containers: [{name: a, image: nginx:1.27, resources: {}}]\n`);
  const codes = async () => {
    const report = await client.pull(URI);
    return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
  };
  assert.ok(!(await codes()).includes('static-pod-references-api'));
  held.set(PROJECT, 'staticPods: deploy/\n');
  await changed(client, PROJECT);
  assert.ok((await codes()).includes('static-pod-references-api'));
});

test('a client that reads no files has them read from the disk', async () => {
  const client = await startClient({
    capabilities: { textDocument: { diagnostic: {} } },
    folders: [ROOT],
    disk: {
      find: async () => ({ uris: [], complete: true }),
      read: async (uri) => (uri === PROJECT ? 'rules: {unknown-volume: information}\n' : undefined),
    },
  });
  await client.open(URI, TEXT);
  assert.deepEqual(severities(await client.pull(URI)), [DiagnosticSeverity.Information]);
  assert.ok(!client.asked.includes('podPatterns/readFile'));
});

test('without a watching client, files are looked at again when a document is opened', async () => {
  let text = 'rules: {unknown-volume: information}\n';
  const client = await startClient({
    capabilities: { textDocument: { diagnostic: {} } },
    folders: [ROOT],
    disk: {
      find: async () => ({ uris: [], complete: true }),
      read: async (uri) => (uri === PROJECT ? text : undefined),
    },
  });
  await client.open(URI, TEXT);
  assert.deepEqual(severities(await client.pull(URI)), [DiagnosticSeverity.Information]);
  text = 'rules: {unknown-volume: hint}\n';
  await client.open(`${ROOT}/other.yaml`, TEXT);
  assert.deepEqual(severities(await client.pull(URI)), [DiagnosticSeverity.Hint]);
});

test('what makes no sense in the file leaves the rest of it, and the server running', async () => {
  for (const text of [
    '[1, 2]',
    'rules: [',
    'a',
    '{{ x }}',
    'rules: {unknown-volume: loud}\nprofile: 3',
    '&a [*a, *a]',
  ]) {
    const { client } = await start({ [PROJECT]: text });
    await client.open(URI, TEXT);
    assert.deepEqual(severities(await client.pull(URI)), [DiagnosticSeverity.Error], text);
  }
});

test('the list of rules is that of the project', async () => {
  const { client } = await start({ [PROJECT]: 'rules: {unknown-volume: off}\n' });
  const rules = await client.request<readonly { readonly id: string; readonly enabled: boolean }[]>(
    'podPatterns/rules',
    {},
  );
  assert.equal(rules.find(({ id }) => id === 'unknown-volume')?.enabled, false);
});

test('a rule is turned off in the project from where it is found', async () => {
  const edited = async (files: Readonly<Record<string, string>>, workspaceEdit: object) => {
    const { client } = await start(files, {}, { ...WATCHING, workspace: { ...WATCHING.workspace, workspaceEdit } });
    await client.open(URI, TEXT);
    const position = { line: 8, character: 14 };
    const actions = await client.request<readonly CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: URI },
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
    assert.ok(actions.findIndex(({ isPreferred }) => isPreferred) <= 0, 'fixes stand first');
    return actions.find(({ title }) => title === "Disable 'unknown-volume' in this project")?.edit;
  };
  const creating = { documentChanges: true, resourceOperations: ['create'] };
  const start0 = { line: 0, character: 0 };
  assert.deepEqual(await edited({}, creating), {
    documentChanges: [
      { kind: 'create', uri: PROJECT, options: { ignoreIfExists: true } },
      {
        textDocument: { uri: PROJECT, version: null },
        edits: [{ range: { start: start0, end: start0 }, newText: 'rules:\n  unknown-volume: off\n' }],
      },
    ],
  });
  const end = { line: 0, character: 15 };
  const appended = [{ range: { start: end, end }, newText: '\nrules:\n  unknown-volume: off' }];
  const existing = { [PROJECT]: 'profile: strict\n' };
  assert.deepEqual(await edited(existing, creating), {
    documentChanges: [{ textDocument: { uri: PROJECT, version: null }, edits: appended }],
  });
  assert.deepEqual(await edited(existing, {}), { changes: { [PROJECT]: appended } });
  assert.equal(await edited({}, {}), undefined);
});

test('every diagnostic links to a page, and a file that is no YAML says so', async () => {
  const { client } = await start({}, { maxFindingsPerFile: 1 });
  await client.open(URI, TEXT);
  await client.open(PROJECT, 'rules: {missing-readiness-probe: off\n');
  const items = [];
  for (const uri of [URI, PROJECT]) {
    const report = await client.pull(uri);
    if (report.kind === 'full') items.push(...report.items);
  }
  const links = new Map(items.map(({ code, codeDescription }) => [code, codeDescription?.href]));
  assert.deepEqual(
    [...links],
    [
      ['too-many-findings', 'https://pod-patterns.io/configuration'],
      ['unknown-volume', 'https://pod-patterns.io/rules/unknown-volume'],
      ['configuration', 'https://pod-patterns.io/configuration'],
    ],
  );
  assert.match(JSON.stringify(items), /no valid YAML, so a part/);
});
