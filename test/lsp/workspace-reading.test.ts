import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Connection } from 'vscode-languageserver';
import { type ClientFeatures, readClientFeatures } from '../../server/src/lsp/client-features.js';
import type { Files, FoundFiles } from '../../server/src/lsp/files.js';
import { INDEX_NOTIFICATION } from '../../server/src/lsp/protocol.js';
import { createWorkspace, type Workspace } from '../../server/src/lsp/workspace.js';

const POD_URI = 'file:///shop/web.yaml';
const URI = 'file:///shop/settings.yaml';
const CLIENT: ClientFeatures = readClientFeatures({ processId: null, rootUri: null, capabilities: {} });

function settings(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
}

interface Waiting<T> {
  readonly name: string;
  answer(value: T): void;
}

/** Files that answer when the test says so, in whatever order. */
function slowFiles() {
  const reads: Waiting<string | undefined>[] = [];
  const finds: Waiting<FoundFiles>[] = [];
  const files: Files = {
    read: (uri) => new Promise((answer) => reads.push({ name: uri, answer })),
    find: (folders) => new Promise((answer) => finds.push({ name: folders.join(), answer })),
  };
  return { files, reads, finds };
}

function workspaceOf(): Workspace {
  return createWorkspace({} as Connection, () => undefined);
}

function namesAround(workspace: Workspace): readonly string[] {
  return workspace.around(POD_URI).related.map(({ text }) => /name: (\w+)/.exec(text)?.[1] ?? '');
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('of two readings of a file the later one counts, whichever ends first', async () => {
  const workspace = workspaceOf();
  const { files, reads, finds } = slowFiles();
  const started = workspace.start(CLIENT, files);
  finds[0]?.answer({ uris: [URI], complete: true });
  await settle();
  const changed = workspace.changed([URI], CLIENT, files);
  await settle();
  assert.equal(reads.length, 2);
  reads[1]?.answer(settings('new'));
  await settle();
  reads[0]?.answer(settings('old'));
  await Promise.all([started, changed]);
  assert.deepEqual(namesAround(workspace), ['new']);
});

test('a file that goes while it is read stays gone', async () => {
  const workspace = workspaceOf();
  const { files, reads, finds } = slowFiles();
  const started = workspace.start(CLIENT, files);
  finds[0]?.answer({ uris: [URI], complete: true });
  await settle();
  const moved = workspace.start({ ...CLIENT, folders: ['file:///other'] }, files);
  finds[1]?.answer({ uris: [], complete: true });
  await moved;
  reads[0]?.answer(settings('old'));
  await started;
  assert.deepEqual(namesAround(workspace), []);
});

test('of two looks at the folders the later one counts, whichever ends first', async () => {
  const workspace = workspaceOf();
  const { files, reads, finds } = slowFiles();
  const both = [workspace.start(CLIENT, files), workspace.start({ ...CLIENT, folders: ['file:///other'] }, files)];
  assert.deepEqual(
    finds.map(({ name }) => name),
    ['', 'file:///other'],
  );
  finds[1]?.answer({ uris: [], complete: true });
  await settle();
  finds[0]?.answer({ uris: [URI], complete: true });
  await Promise.all(both);
  assert.deepEqual([reads.length, namesAround(workspace)], [0, []]);
});

test('what belongs to a file stays the same object until something of it changes', async () => {
  const workspace = workspaceOf();
  const texts = new Map([
    [URI, settings('one')],
    ['file:///bank/settings.yaml', settings('other')],
  ]);
  const files: Files = {
    read: async (uri) => texts.get(uri),
    find: async () => ({ uris: [...texts.keys()], complete: true }),
  };
  await workspace.start(CLIENT, files);
  const before = workspace.around(POD_URI);
  assert.equal(before.related.length, 1);
  texts.set('file:///bank/settings.yaml', settings('another'));
  assert.equal(await workspace.changed(['file:///bank/settings.yaml'], CLIENT, files), true);
  assert.equal(workspace.around(POD_URI), before);
  texts.set(URI, settings('two'));
  await workspace.changed([URI], CLIENT, files);
  assert.deepEqual(namesAround(workspace), ['two']);
});

test('whether a file is excluded is asked by the address that the client has for it', async () => {
  const uri = 'file:///c%3A/shop/settings.yaml';
  const workspace = createWorkspace(
    {} as Connection,
    () => undefined,
    (each) => each === uri,
  );
  await workspace.start(CLIENT, {
    read: async (each) => settings(each === uri ? 'one' : 'other'),
    find: async () => ({ uris: [uri, 'file:///c%3A/shop/other.yaml'], complete: true }),
  });
  const { related } = workspace.around('file:///c%3A/shop/web.yaml');
  assert.deepEqual(
    related.map(({ text }) => text),
    [settings('other')],
  );
});

test('a client that shows it is told once that not all of the workspace is looked at together, and when it is', async () => {
  const told: unknown[] = [];
  const warned: string[] = [];
  const connection = {
    sendNotification: async (...notification: readonly unknown[]) => void told.push(notification),
    console: { warn: (text: string) => void warned.push(text) },
  } as unknown as Connection;
  const workspace = createWorkspace(connection, () => undefined);
  const client = { ...CLIENT, wantsIndex: true };
  const files = (complete: boolean): Files => ({
    read: async () => settings('shop'),
    find: async () => ({ uris: [URI], complete }),
  });
  await workspace.start(client, files(true));
  assert.deepEqual([told, warned], [[], []]);
  await workspace.start(client, files(false));
  await workspace.start(client, files(false));
  await workspace.changed(['file:///shop/new.yaml'], client, files(true));
  assert.deepEqual(told, [
    [INDEX_NOTIFICATION, { together: 1, complete: false }],
    [INDEX_NOTIFICATION, { together: 1, complete: true }],
  ]);
  assert.equal(warned.length, 1);
});
