import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readManifests } from '../../server/src/analysis/model/read.js';
import { causesOf } from '../../server/src/analysis/schema/causes.js';
import { objectType } from '../../server/src/analysis/schema/types.js';
import { parseDocument } from '../../server/src/syntax/parse.js';

/** What is said of the unknown fields of a text: a name that is meant, or the place that they belong to. */
function causes(text: string): readonly string[] {
  return readManifests(parseDocument(text)).flatMap((manifest) =>
    causesOf(manifest).map((cause) => {
      if (cause.kind === 'misplaced') {
        const { type, steps } = cause.home;
        return `${cause.faults.map(({ key }) => key)} -> ${[type.name, ...steps].join('.')}`;
      }
      return `${cause.fault.key} = ${cause.kind === 'misspelt' ? cause.name : '?'}`;
    }),
  );
}

function pod(spec: string): readonly string[] {
  return causes(`apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: ${spec}\n`);
}

function container(fields: string): readonly string[] {
  return pod(`{containers: [{name: web, ${fields}}]}`);
}

test('a field that differs in case, dashes or a letter is misspelt', () => {
  assert.deepEqual(container('livenessprobe: {}'), ['livenessprobe = livenessProbe']);
  assert.deepEqual(container('image-pull-policy: Always'), ['image-pull-policy = imagePullPolicy']);
  assert.deepEqual(container('imag: a'), ['imag = image']);
  assert.deepEqual(container('ports: [{port: 80}]'), ['port = containerPort']);
  assert.deepEqual(pod('{volumes: [{name: a, secret: {name: b}}]}'), ['name = secretName']);
  assert.deepEqual(pod('{volumes: [{name: a, pvc: {claimName: b}}]}'), ['pvc = persistentVolumeClaim']);
});

test('every spelling of a field in other cases is that field', () => {
  for (const [type, write] of [
    ['Container', (field: string) => container(`${field}: null`)],
    ['PodSpec', (field: string) => pod(`{${field}: null}`)],
    ['Probe', (field: string) => container(`livenessProbe: {${field}: null}`)],
  ] as const) {
    for (const name of objectType(type)?.fields.keys() ?? []) {
      if (name === 'name' || name === 'containers') continue;
      const upper = `${name[0]?.toUpperCase()}${name.slice(1)}`;
      assert.deepEqual(write(upper), [`${upper} = ${name}`]);
    }
  }
});

test('a field that has a place further out, further in or beside is misplaced', () => {
  assert.deepEqual(container('volumes: []'), ['volumes -> PodSpec']);
  assert.deepEqual(container('resources: {readinessProbe: {}}'), ['readinessProbe -> Container']);
  assert.deepEqual(pod('{env: []}'), ['env -> Container.containers']);
  assert.deepEqual(container('limits: {}'), ['limits -> ResourceRequirements.resources']);
  assert.deepEqual(container('resources: {cpu: 1}'), ['cpu -> requests.requests']);
  assert.deepEqual(container('securityContext: {fsGroup: 1}'), ['fsGroup -> PodSecurityContext.securityContext']);
  assert.deepEqual(pod('{securityContext: {privileged: true}, containers: []}'), [
    'privileged -> SecurityContext.containers.securityContext',
  ]);
  assert.deepEqual(causes('apiVersion: v1\nkind: Pod\nlabels: {}\nspec: {}\n'), ['labels -> ObjectMeta.metadata']);
  assert.deepEqual(causes('apiVersion: v1\nkind: Pod\nmetadata: {spec: {}}\n'), ['spec -> Pod']);
  assert.deepEqual(causes('apiVersion: apps/v1\nkind: Deployment\ncontainers: []\n'), [
    'containers -> PodSpec.spec.template.spec',
  ]);
  assert.deepEqual(causes('apiVersion: apps/v1\nkind: Deployment\nspec: {selector: {app: web}}\n'), [
    'app -> matchLabels.matchLabels',
  ]);
});

test('fields of one object that belong together are one cause', () => {
  assert.deepEqual(container('livenessProbe: {path: /, port: 80, periodSeconds: 5}'), [
    'path,port -> HTTPGetAction.httpGet',
  ]);
  assert.deepEqual(container('env: [{name: A, secretKeyRef: {}}, {name: B, secretKeyRef: {}}]'), [
    'secretKeyRef -> EnvVarSource.valueFrom',
    'secretKeyRef -> EnvVarSource.valueFrom',
  ]);
});

test('nothing is guessed where several places are as likely, or the value does not fit', () => {
  assert.deepEqual(container('livenessProbe: {port: 80}'), ['port = ?']);
  assert.deepEqual(container('httpGet: {}'), ['httpGet = ?']);
  assert.deepEqual(container('replicas: many'), ['replicas = ?']);
  assert.deepEqual(container('hostNetwork: [1]'), ['hostNetwork = ?']);
  assert.deepEqual(pod('{name: web}'), ['name = ?']);
});
