import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diskFiles } from '../../server/src/lsp/disk-files.js';
import { FIND_AGAIN_NOTIFICATION } from '../../server/src/lsp/protocol.js';
import { folderWith } from '../cli/program.js';
import { MODERN, PUSHED, startClient } from './client.js';

const ROOT = 'file:///work';
const POD_URI = `${ROOT}/shop/web.yaml`;
const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  serviceAccountName: shop
  containers:
  - name: web
    image: nginx:1.27
    envFrom: [{configMapRef: {name: setings}}]
`;
const SETTINGS = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {a: b}\n';
const ACCOUNT = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: shop}\n';

/** The rules that speak about the pod, when they do so for the first time as wanted. */
async function rulesOnce(files: Map<string, string>, isWanted: (rules: readonly string[]) => boolean) {
  const client = await startClient({ capabilities: PUSHED, folders: [ROOT], files });
  await client.open(POD_URI, POD);
  return { client, rules: await rulesWhen(client, isWanted) };
}

async function rulesWhen(
  client: Awaited<ReturnType<typeof startClient>>,
  isWanted: (rules: readonly string[]) => boolean,
  first = 0,
): Promise<readonly string[]> {
  for (let count = first; ; count++) {
    const { diagnostics } = await client.publishedAfter(count);
    const rules = diagnostics.map(({ code }) => String(code));
    if (isWanted(rules)) return rules;
  }
}

test('what other files hold counts', async () => {
  const files = new Map([
    [`${ROOT}/shop/settings.yaml`, SETTINGS],
    [`${ROOT}/shop/account.yaml`, ACCOUNT],
  ]);
  const { rules } = await rulesOnce(files, (found) => found.includes('misspelt-object-name'));
  assert.ok(!rules.includes('unknown-service-account'));
});

test('a changed file is read again', async () => {
  const files = new Map([[`${ROOT}/shop/settings.yaml`, SETTINGS]]);
  const { client } = await rulesOnce(files, (found) => found.includes('misspelt-object-name'));
  files.set(`${ROOT}/shop/settings.yaml`, SETTINGS.replace('settings', 'setings'));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: `${ROOT}/shop/settings.yaml`, type: 2 }],
  });
  const before = client.published.length;
  assert.ok(before > 0);
  const { diagnostics } = await client.publishedAfter(before);
  assert.ok(!diagnostics.some(({ code }) => code === 'misspelt-object-name'));
});

test('a kustomization makes a file a patch, of which nothing is missing', async () => {
  const files = new Map([[`${ROOT}/dev/kustomization.yaml`, 'patches: [{path: ../shop/web.yaml}]\n']]);
  await rulesOnce(files, (found) => !found.some((rule) => rule.startsWith('missing-')));
});

test('a server with a disk reads it for a client that does not', async (context) => {
  const folder = folderWith(context, { 'shop/settings.yaml': SETTINGS, 'node_modules/x/account.yaml': ACCOUNT });
  const root = `file://${folder}`;
  const client = await startClient({ capabilities: PUSHED, folders: [root], disk: diskFiles });
  await client.open(`${root}/shop/web.yaml`, POD);
  await rulesWhen(client, (found) => found.includes('misspelt-object-name'));
  const { uris, complete } = await diskFiles.find([root], 10);
  assert.deepEqual([uris, complete], [[`${root}/shop/settings.yaml`], true]);
  assert.deepEqual(await diskFiles.find([root], 0), { uris: [], complete: false });
});

test('a new file counts, and a deleted one no longer', async () => {
  const files = new Map([[`${ROOT}/shop/other.yaml`, SETTINGS.replace('settings', 'other')]]);
  const { client } = await rulesOnce(files, () => true);
  const uri = `${ROOT}/shop/settings.yaml`;
  const tell = (type: number) =>
    client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  files.set(uri, SETTINGS);
  await tell(1);
  await rulesWhen(client, speaksOfSlip);
  const count = client.published.length;
  files.delete(uri);
  await tell(3);
  await rulesWhen(client, (rules) => !speaksOfSlip(rules), count);
});

test('folders that are opened later count, and those that are closed no longer', async () => {
  const files = new Map<string, string>();
  const client = await startClient({
    capabilities: { ...PUSHED, workspace: { ...PUSHED.workspace, workspaceFolders: true } },
    folders: ['file:///other'],
    files,
  });
  assert.equal(client.initialized.capabilities.workspace?.workspaceFolders?.changeNotifications, true);
  await client.open(POD_URI, POD);
  const tell = (added: readonly string[], removed: readonly string[]) => {
    const folders = (uris: readonly string[]) => uris.map((uri) => ({ uri, name: uri }));
    const event = { added: folders(added), removed: folders(removed) };
    return client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
  };
  files.set(`${ROOT}/shop/settings.yaml`, SETTINGS);
  files.set(`${ROOT}/.pod-patterns.yaml`, 'rules: {missing-resources: off}');
  await tell([ROOT], []);
  await rulesWhen(client, (rules) => speaksOfSlip(rules) && !rules.includes('missing-resources'));
  const count = client.published.length;
  files.clear();
  await tell([], [ROOT]);
  await rulesWhen(client, (rules) => !speaksOfSlip(rules), count);
});

function speaksOfSlip(rules: readonly string[]): boolean {
  return rules.includes('misspelt-object-name');
}

test('what is typed counts for other open files before it is saved, and no longer once it is thrown away', async () => {
  const uri = `${ROOT}/shop/settings.yaml`;
  const files = new Map([[uri, SETTINGS]]);
  const { client } = await rulesOnce(files, speaksOfSlip);
  await client.open(uri, SETTINGS);
  let count = client.published.length;
  await client.change(uri, 2, [{ text: SETTINGS.replace('settings', 'setings') }]);
  await rulesWhen(client, (rules) => rules.length > 0 && !speaksOfSlip(rules), count);
  count = client.published.length;
  await client.close(uri);
  await rulesWhen(client, speaksOfSlip, count);
});

test('a client that asks is told to ask again when another file is typed into', async () => {
  const uri = `${ROOT}/shop/settings.yaml`;
  const client = await startClient({ capabilities: MODERN, folders: [ROOT], files: new Map([[uri, SETTINGS]]) });
  const refreshes = () => client.asked.filter((method) => method === 'workspace/diagnostic/refresh').length;
  const asksAgain = async (after: number) => {
    while (refreshes() === after) await new Promise((resolve) => setImmediate(resolve));
  };
  await asksAgain(0);
  await client.open(POD_URI, POD);
  await client.open(uri, SETTINGS);
  assert.match(JSON.stringify(await client.pull(POD_URI)), /misspelt-object-name/);
  const before = refreshes();
  await client.change(uri, 2, [{ text: SETTINGS.replace('settings', 'setings') }]);
  await asksAgain(before);
  assert.doesNotMatch(JSON.stringify(await client.pull(POD_URI)), /misspelt-object-name/);
});

test('a folder that comes or goes brings its files or takes them along', async () => {
  const files = new Map([[`${ROOT}/v1.0/kustomization.yaml`, 'patches: [{path: ../shop/web.yaml}]\n']]);
  const lacks = (rules: readonly string[]) => rules.some((rule) => rule.startsWith('missing-'));
  const { client } = await rulesOnce(files, (rules) => !lacks(rules));
  const tell = (folder: string, type: number) =>
    client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: `${ROOT}/${folder}`, type }],
    });
  let count = client.published.length;
  files.clear();
  await tell('v1.0', 3);
  await rulesWhen(client, lacks, count);
  count = client.published.length;
  files.set(`${ROOT}/dev/kustomization.yaml`, 'patches: [{path: ../shop/web.yaml}]\n');
  await tell('dev', 1);
  await rulesWhen(client, (rules) => !lacks(rules), count);
});

test('a file that is excluded says nothing of those beside it', async () => {
  const uri = `${ROOT}/shop/settings.yaml`;
  const { client } = await rulesOnce(new Map([[uri, SETTINGS]]), speaksOfSlip);
  const count = client.published.length;
  await client.configure({ exclude: ['settings.yaml'] });
  await rulesWhen(client, (rules) => rules.length > 0 && !speaksOfSlip(rules), count);
});

test('files that the user no longer excludes count, and those that are excluded no longer', async () => {
  const uri = `${ROOT}/shop/settings.yaml`;
  const files = new Map<string, string>();
  const { client } = await rulesOnce(files, (rules) => rules.length > 0 && !speaksOfSlip(rules));
  let count = client.published.length;
  files.set(uri, SETTINGS);
  await client.connection.sendNotification(FIND_AGAIN_NOTIFICATION);
  await rulesWhen(client, speaksOfSlip, count);
  count = client.published.length;
  files.clear();
  await client.connection.sendNotification(FIND_AGAIN_NOTIFICATION);
  await rulesWhen(client, (rules) => rules.length > 0 && !speaksOfSlip(rules), count);
});
