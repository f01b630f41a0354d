import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diskFiles } from '../../server/src/lsp/disk-files.js';
import { folderWith } from '../cli/program.js';
import { PUSHED, startClient } from './client.js';

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
): Promise<readonly string[]> {
  for (let count = 0; ; count++) {
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
