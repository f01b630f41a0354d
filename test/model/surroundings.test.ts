import assert from 'node:assert/strict';
import { test } from 'node:test';
import { surroundingsOf } from '../../server/src/analysis/surroundings.js';
import { changeSource, openSource, type SourceDocument } from '../../server/src/syntax/source.js';
import { analysesOf, documentsIn, podIn } from './reading.js';

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web, tier: front}}
spec:
  containers:
  - name: web
    image: nginx:1.27
    envFrom: [{configMapRef: {name: settings}}]
`;

function service(name: string, selector: string, namespace = ''): string {
  return `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}${namespace && `, namespace: ${namespace}`}}\nspec: {selector: ${selector}, ports: [{port: 80}]}\n`;
}

function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {a: b}\n`;
}

function servicesOf(...documents: readonly string[]): readonly (string | undefined)[] {
  return podIn([POD, ...documents].join('---\n')).services.map(({ manifest }) => manifest.name?.value);
}

test('a Service belongs to the pods that have all of its labels', () => {
  assert.deepEqual(servicesOf(service('one', '{app: web}'), service('both', '{tier: front, app: web}')), [
    'one',
    'both',
  ]);
  assert.deepEqual(servicesOf(service('other', '{app: api}'), service('more', '{app: web, tier: back}')), []);
});

test('a Service that selects nothing belongs to no pod', () => {
  assert.deepEqual(servicesOf(service('empty', '{}'), service('null', 'null')), []);
});

test('a mistyped selector does not match more than it says', () => {
  assert.deepEqual(servicesOf(service('typed', '{app: web, version: 1}')), []);
});

test('another namespace is another world', () => assert.deepEqual(servicesOf(service('far', '{app: web}', 'far')), []));

test('a Knative Service is no Service', () =>
  assert.deepEqual(servicesOf(service('knative', '{app: web}').replace('v1', 'serving.knative.dev/v1')), []));

test('a pod has the ConfigMaps that it uses', () => {
  const pod = podIn([POD, configMap('settings'), configMap('others')].join('---\n'));
  assert.deepEqual(
    pod.configMaps.map(({ manifest, data }) => [manifest.name?.value, data.get('a')?.value]),
    [['settings', 'b']],
  );
});

test('the same Services and ConfigMaps are the same surroundings', () => {
  const before = openSource('file:///a.yaml', 1, [POD, service('one', '{app: web}'), configMap('x')].join('---\n'));
  const surroundings = surroundingsOf(documentsOf(before));
  const typed = replaced(before, 'nginx:1.27', 'nginx:1.28');
  assert.equal(surroundingsOf(documentsOf(typed)), surroundings);
  const relabelled = replaced(before, '{app: web}, ports', '{app: api}, ports');
  assert.notEqual(surroundingsOf(documentsOf(relabelled)), surroundings);
  assert.equal(surroundingsOf(documentsIn(POD)), surroundingsOf([]), 'none are always the same');
});

test('a pod is analyzed again only when its own surroundings change', () => {
  const text = [POD, service('one', '{app: web}'), service('other', '{app: api}')].join('---\n');
  const before = openSource('file:///a.yaml', 1, text);
  const [analysis] = analysesOf(documentsOf(before));
  const unrelated = replaced(before, 'name: other', 'name: another');
  assert.equal(analysesOf(documentsOf(unrelated))[0], analysis);
  const related = replaced(before, 'name: one', 'name: first');
  const [again] = analysesOf(documentsOf(related));
  assert.notEqual(again, analysis);
  assert.equal(again?.pods[0]?.services[0]?.manifest.name?.value, 'first');
});

function documentsOf(source: SourceDocument) {
  return source.parts.map(({ document }) => document);
}

/** The next version, with the first occurrence of a text replaced; documents without it stay the same objects. */
function replaced(source: SourceDocument, from: string, to: string): SourceDocument {
  const text = source.parts.map(({ document }) => document.text).join('');
  const at = text.indexOf(from);
  assert.ok(at >= 0, `there is ${from}`);
  const line = text.slice(0, at).split('\n').length - 1;
  const character = at - text.lastIndexOf('\n', at - 1) - 1;
  const range = { start: { line, character }, end: { line, character: character + from.length } };
  return changeSource(source, source.version + 1, [{ range, text: to }]);
}
