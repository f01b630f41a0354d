import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { connectClient, PUSHED } from './client.js';

const URI = 'file:///pod.yaml';
const TEXT = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts: [{name: logs, mountPath: /logs}]
`;

test('a process of its own answers on standard input and output, and ends when it is told to', async () => {
  const server = spawn(process.execPath, ['--import', 'tsx', 'server/src/lsp/node.ts', '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  const client = await connectClient(server.stdout, server.stdin, { capabilities: PUSHED });
  assert.equal(client.initialized.serverInfo?.name, 'pod-patterns');
  await client.open(URI, TEXT, 1);
  const { diagnostics } = await client.publishedFor(URI, 1);
  assert.ok(diagnostics.some(({ code }) => code === 'unknown-volume'));
  await client.connection.sendRequest('shutdown');
  await client.connection.sendNotification('exit');
  const [status] = await ended;
  assert.equal(status, 0);
});
