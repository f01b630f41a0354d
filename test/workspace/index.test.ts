import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNeighbours } from '../../server/src/analysis/model/neighbours.js';
import { analyzeSource } from '../../server/src/features/analyzed-source.js';
import { findingsOf } from '../../server/src/features/diagnostics.js';
import { DEFAULT_SETTINGS } from '../../server/src/features/settings.js';
import { createWorkspaceIndex, type WorkspaceIndex } from '../../server/src/features/workspace-index.js';
import { openSource } from '../../server/src/syntax/source.js';

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  containers:
  - {name: web, image: nginx:1.27, envFrom: [{configMapRef: {name: settings}}]}
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
`;
const SETTINGS = `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {level: info}
`;

function indexOf(files: Readonly<Record<string, string>>): WorkspaceIndex {
  const index = createWorkspaceIndex();
  for (const [path, text] of Object.entries(files)) index.put(`file:///${path}`, text);
  return index;
}

/** The names of the Services and ConfigMaps that the pod of `shop/web.yaml` has around it. */
function neighboursIn(
  index: WorkspaceIndex,
  text = POD,
  uri = 'file:///shop/web.yaml',
): readonly (string | undefined)[] {
  const source = openSource(uri, 0, text, { related: index.relatedTo(uri), partial: index.isPatch(uri) });
  const pods = analyzeSource(source).flatMap(({ analysis }) => analysis.pods);
  return pods.flatMap(({ services, configMaps }) =>
    [...services, ...configMaps].map(({ manifest }) => `${manifest.kind.value}/${manifest.name?.value}`),
  );
}

test('files of one folder belong together', () => {
  const index = indexOf({ 'shop/web.yaml': POD, 'shop/service.yaml': SERVICE, 'shop/settings.json': asJson(SETTINGS) });
  assert.deepEqual(neighboursIn(index), ['Service/web', 'ConfigMap/settings']);
});

test('a folder that defines an object twice holds alternatives, which have nothing to do with each other', () => {
  const index = indexOf({ 'shop/service.yaml': SERVICE, 'shop/dev.yaml': SETTINGS, 'shop/prod.yaml': SETTINGS });
  assert.deepEqual(neighboursIn(index), []);
  const apart = SETTINGS.replace('name: settings', 'name: settings, namespace: prod');
  assert.deepEqual(
    neighboursIn(indexOf({ 'shop/service.yaml': SERVICE, 'shop/dev.yaml': SETTINGS, 'shop/prod.yaml': apart })),
    ['Service/web', 'ConfigMap/settings'],
  );
});

test('other folders are other worlds', () => {
  assert.deepEqual(neighboursIn(indexOf({ 'bank/service.yaml': SERVICE, 'shop/more/settings.yaml': SETTINGS })), []);
});

test('what one kustomization builds from belongs together, across folders', () => {
  const index = indexOf({
    'dev/kustomization.yaml': 'resources: [../shop, settings.yaml]\n',
    'dev/settings.yaml': SETTINGS,
    'shop/kustomization.yml': 'resources:\n- web.yaml\n- ./net/service.yaml\n',
    'shop/net/service.yaml': SERVICE,
    'shop/web.yaml': POD,
    'shop/other.yaml': SERVICE.replace('name: web', 'name: stray'),
  });
  assert.deepEqual(neighboursIn(index), ['Service/web', 'ConfigMap/settings']);
});

test('a build follows its kustomization, and files that come and go', () => {
  const index = indexOf({ 'dev/kustomization.yaml': 'resources: [../shop/web.yaml, ../net]\n', 'shop/web.yaml': POD });
  assert.deepEqual(neighboursIn(index), []);
  index.put('file:///net/kustomization.yaml', 'resources: [service.yaml]\n');
  assert.deepEqual(neighboursIn(index), []);
  index.put('file:///net/service.yaml', SERVICE);
  assert.deepEqual(neighboursIn(index), ['Service/web']);
  index.put('file:///net/service.yaml', SERVICE.replace('name: web', 'name: front'));
  assert.deepEqual(neighboursIn(index), ['Service/front']);
  index.put('file:///net/kustomization.yaml', 'patches: [{path: ../shop/web.yaml}]\n');
  assert.deepEqual([neighboursIn(index), index.isPatch('file:///shop/web.yaml')], [[], true]);
  index.put('file:///net/kustomization.yaml', undefined);
  assert.equal(index.isPatch('file:///shop/web.yaml'), false);
});

test('kustomizations that name each other come to an end', () => {
  const index = indexOf({
    'a/kustomization.yaml': 'resources: [../b, ../shop/web.yaml]\n',
    'b/kustomization.yaml': 'resources: [../a, service.yaml]\n',
    'b/service.yaml': SERVICE,
    'shop/web.yaml': POD,
  });
  assert.deepEqual(neighboursIn(index), ['Service/web']);
});

test('what the file itself has goes before what others have', () => {
  const index = indexOf({ 'shop/service.yaml': SERVICE, 'shop/settings.yaml': SETTINGS });
  const text = `${POD}---\n${SERVICE.replace('name: web', 'name: own')}`;
  assert.deepEqual(neighboursIn(index, text), ['Service/own', 'ConfigMap/settings']);
});

test('addresses are the same however they are escaped', () => {
  const index = indexOf({
    'my%20shop/a%2Bb.yaml': SERVICE,
    'dev/kustomization.yaml': 'resources: ["../my shop/a+b.yaml", ../web.yaml]\n',
    'web.yaml': POD,
  });
  assert.deepEqual(neighboursIn(index, POD, 'file:///web.yaml'), ['Service/web']);
  assert.deepEqual(index.relatedTo('file:///my shop/100%.yaml').length, 1);
});

test('a patch is part of another object', () => {
  const index = indexOf({ 'dev/kustomization.yaml': 'patches: [{path: ../shop/web.yaml}]\n' });
  assert.equal(index.isPatch('file:///shop/web.yaml'), true);
  assert.equal(index.isPatch('file:///dev/web.yaml'), false);
  const source = openSource('file:///shop/web.yaml', 0, POD, { related: [], partial: true });
  assert.equal(analyzeSource(source)[0]?.analysis.pods[0]?.spec.fragment, true);
});

test('a file that is gone or changed is no longer what it was', () => {
  const index = indexOf({ 'shop/service.yaml': SERVICE });
  index.put('file:///shop/service.yaml', SERVICE.replace('app: web', 'app: api'));
  assert.deepEqual(neighboursIn(index), []);
  index.put('file:///shop/service.yaml', SERVICE);
  assert.deepEqual(neighboursIn(index), ['Service/web']);
  index.put('file:///shop/service.yaml', undefined);
  assert.deepEqual(neighboursIn(index), []);
});

test('related documents stay the same as long as their files do', () => {
  const index = indexOf({ 'shop/service.yaml': SERVICE });
  const [before] = index.relatedTo('file:///shop/web.yaml');
  assert.ok(before);
  index.put('file:///bank/service.yaml', SERVICE);
  assert.equal(index.relatedTo('file:///shop/web.yaml')[0], before);
});

test('rights that a group is given count from another file', () => {
  const binding = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: readers}
subjects: [{kind: Group, name: "system:serviceaccounts", apiGroup: rbac.authorization.k8s.io}]
roleRef: {kind: ClusterRole, name: view, apiGroup: rbac.authorization.k8s.io}
`;
  const related = indexOf({ 'shop/rights.yaml': binding }).relatedTo('file:///shop/web.yaml');
  assert.deepEqual(
    related.flatMap((document) => readNeighbours(document).named),
    [{ kind: 'RoleBinding', name: 'default', namespace: '' }],
  );
});

test('other YAML is not kept', () => {
  const index = indexOf({
    'shop/compose.yaml': 'services: {web: {image: nginx}}\n',
    'shop/values.yaml': 'kind: big\n',
  });
  assert.deepEqual(index.relatedTo('file:///shop/web.yaml'), []);
});

test('the bounds hold, and what they cost is counted', () => {
  const index = createWorkspaceIndex({ files: 1, characters: 10_000 });
  assert.equal(index.put('file:///shop/a.yaml', SERVICE), true);
  assert.equal(index.put('file:///shop/b.yaml', SETTINGS), false);
  assert.equal(index.leftOut, 1);
  index.put('file:///shop/a.yaml', undefined);
  assert.equal(index.put('file:///shop/b.yaml', SETTINGS), true);
  assert.equal(index.leftOut, 0);
  const small = createWorkspaceIndex({ files: 10, characters: 10 });
  assert.equal(small.put('file:///shop/a.yaml', SERVICE), false);
});

function asJson(yaml: string): string {
  const [, name = ''] = /name: (\w+)/.exec(yaml) ?? [];
  return JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { level: 'info' } }, null, 2);
}

test('a Service in another file is checked against the pods', () => {
  const index = indexOf({
    'shop/web.yaml': POD.replace('image: nginx:1.27', 'image: nginx:1.27, ports: [{name: http, containerPort: 80}]'),
  });
  const uri = 'file:///shop/service.yaml';
  const found = (service: string) => {
    const source = openSource(uri, 0, service, { related: index.relatedTo(uri), partial: false });
    return findingsOf(source, DEFAULT_SETTINGS).map(({ rule }) => rule.id);
  };
  assert.deepEqual(found(SERVICE), []);
  assert.deepEqual(found(SERVICE.replace('port: 80', 'port: 80, targetPort: htpp')), ['unknown-target-port']);
  assert.deepEqual(found(SERVICE.replace('app: web', 'app: wbe')), ['service-selects-nothing']);
});

test('a LimitRange in another file gives the pods resources', () => {
  const found = (files: Readonly<Record<string, string>>) => {
    const uri = 'file:///shop/web.yaml';
    const source = openSource(uri, 0, POD, { related: indexOf(files).relatedTo(uri), partial: false });
    return findingsOf(source, DEFAULT_SETTINGS).map(({ rule }) => rule.id);
  };
  const range =
    'apiVersion: v1\nkind: LimitRange\nmetadata: {name: all}\nspec: {limits: [{type: Container, default: {memory: 1Gi}}]}\n';
  assert.deepEqual(found({ 'shop/web.yaml': POD }), ['missing-resources']);
  assert.deepEqual(found({ 'shop/web.yaml': POD, 'shop/range.yaml': range }), []);
});

test('a file that stays as it is counts as no change', () => {
  const index = indexOf({ 'shop/service.yaml': SERVICE });
  const { revision } = index;
  index.put('file:///shop/service.yaml', SERVICE);
  index.put('file:///shop/other.yaml', 'a: b\n');
  index.put('file:///shop/gone.yaml', undefined);
  assert.equal(index.revision, revision);
  index.put('file:///shop/service.yaml', undefined);
  assert.notEqual(index.revision, revision);
});

test('an excluded file is no neighbour, but a part of what a kustomization builds', () => {
  const beside = { 'shop/web.yaml': POD, 'shop/settings.yaml': SETTINGS, 'shop/settings.old.yaml': SETTINGS };
  const isExcluded = (uri: string) => uri.endsWith('.old.yaml');
  const count = (index: WorkspaceIndex) => index.relatedTo('file:///shop/web.yaml', isExcluded).length;
  assert.equal(count(indexOf(beside)), 1);
  const resources = 'resources: [web.yaml, settings.old.yaml]\n';
  assert.equal(count(indexOf({ ...beside, 'shop/kustomization.yaml': resources })), 2);
});
