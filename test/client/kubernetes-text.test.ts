import assert from 'node:assert/strict';
import { test } from 'node:test';
import { looksLikeKubernetes } from '../../client/src/kubernetes-text.js';

const MANIFESTS: Readonly<Record<string, string>> = {
  'a Pod': 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n',
  'keys in another order': '# a comment\nmetadata:\n  name: web\nkind: Pod\napiVersion: v1\n',
  'quoted keys': '"apiVersion": v1\n\'kind\': Pod\n',
  'a document after another one': 'replicas: 1\n---\napiVersion: v1\nkind: Pod\n',
  'items of a List': 'items:\n- apiVersion: v1\n  kind: Pod\n',
  'carriage returns': 'apiVersion: v1\r\nkind: Pod\r\n',
  'a Helm template': '{{- if .Values.on }}\napiVersion: apps/v1\nkind: Deployment\n{{- end }}\n',
  'a patch': 'spec:\n  containers:\n  - name: web\n    image: web:1\n',
  'a patch with comments between': 'initContainers: # first\n  # wait\n\n  - image: busybox\n    name: wait\n',
  'a patch with carriage returns': 'containers:\r\n- name: web\r\n',
  'indented JSON': '{\n  "apiVersion": "v1",\n  "kind": "Pod"\n}',
  'JSON in one line': '{"kind":"Pod","apiVersion":"v1"}',
  'containers in JSON': '{\n  "containers": [\n    {\n      "name": "web"\n    }\n  ]\n}',
};

const OTHERS: Readonly<Record<string, string>> = {
  nothing: '',
  'a Compose file': 'services:\n  web:\n    image: nginx\n    ports: ["80:80"]\n',
  'a workflow':
    'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    container:\n      image: node\n    services:\n      db:\n        image: postgres\n',
  'container resources of a pipeline': 'resources:\n  containers:\n  - container: linux\n    image: ubuntu\n',
  'metadata of a chart': 'apiVersion: v2\nname: shop\nversion: 0.1.0\n',
  'values of a chart': 'kind: web\nimage:\n  repository: nginx\n',
  'the words in prose': 'description: set apiVersion and kind\n',
  'a package': '{\n  "name": "web",\n  "version": "1.0.0"\n}',
  'a list of names': 'containers:\n- web\n- db\n',
};

for (const [what, text] of Object.entries(MANIFESTS)) {
  test(`${what} looks like Kubernetes`, () => assert.equal(looksLikeKubernetes(text), true));
}

for (const [what, text] of Object.entries(OTHERS)) {
  test(`${what} does not look like Kubernetes`, () => assert.equal(looksLikeKubernetes(text), false));
}

test('a licence header may stand before the manifest', () => {
  assert.equal(looksLikeKubernetes(`${'# licence\n'.repeat(500)}apiVersion: v1\nkind: Pod\n`), true);
});

test('only the beginning of a text counts', () => {
  assert.equal(looksLikeKubernetes(`${'key: value\n'.repeat(100_000)}apiVersion: v1\nkind: Pod\n`), false);
});
