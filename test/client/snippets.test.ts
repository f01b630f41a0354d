import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offeredSnippets, type Snippet } from '../../client/src/snippets.js';

const named = (prefix: string, first: string): Snippet => ({ name: prefix, prefix, description: '', body: [first] });
const SNIPPETS = [
  named('pod-deployment', 'apiVersion: apps/v1'),
  named('pod-sidecar-git-sync', '- name: git-sync'),
  named('pod-probe-http', 'readinessProbe:'),
];

const offered = (before: string) =>
  offeredSnippets(SNIPPETS, before).map(({ snippet, typed }) => `${snippet.prefix} for '${typed}'`);

for (const before of [
  'kind: Pod',
  'kind: pod',
  '  name: shop',
  '    - name: pod-',
  'ports',
  '  - ping',
  '  po',
  '# pod-',
]) {
  test(`nothing is offered after '${before}'`, () => assert.deepEqual(offered(before), []));
}

test('all are offered where nothing stands yet', () => assert.equal(offered('    ').length, SNIPPETS.length));

test('the typed word is the beginning of the prefix', () => {
  assert.deepEqual(offered('pod-de'), ["pod-deployment for 'pod-de'"]);
  assert.deepEqual(offered('podman'), []);
});

test('a part of the prefix is enough after pod-', () => {
  assert.deepEqual(offered('  pod-git'), ["pod-sidecar-git-sync for 'pod-git'"]);
});

test('the dash of a list item is replaced by that of the snippet', () => {
  assert.deepEqual(offered('  - pod-side'), ["pod-sidecar-git-sync for '- pod-side'"]);
  assert.deepEqual(offered('  - pod-probe'), ["pod-probe-http for 'pod-probe'"]);
});
