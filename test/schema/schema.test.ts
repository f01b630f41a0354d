import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { generateSchema, SCHEMA_FILE } from '../../scripts/project/kubernetes-schema.mjs';
import { objectType, rootType } from '../../server/src/analysis/schema/types.js';

test(`${SCHEMA_FILE} is up to date`, async () => {
  const schema = await generateSchema();
  if (process.env['UPDATE']) writeFileSync(SCHEMA_FILE, schema);
  assert.equal(readFileSync(SCHEMA_FILE, 'utf8'), schema, 'run node scripts/generate-schema.mjs');
});

test('the schema is small enough to be shipped', () => {
  const data: unknown = JSON.parse(readFileSync(SCHEMA_FILE, 'utf8'));
  assert.ok(JSON.stringify(data).length < 25_000);
});

test('fields have the types that the API gives them', () => {
  const typesOf = (name: string, ...fields: readonly string[]) =>
    fields.map((field) => {
      const type = objectType(name)?.fields.get(field);
      return type && `${type.shape} ${typeof type.value === 'string' ? type.value : type.value.name}`;
    });
  assert.deepEqual(typesOf('Container', 'args', 'env', 'livenessProbe', 'tty', 'readinessprobe'), [
    'list string',
    'list EnvVar',
    'one Probe',
    'one boolean',
    undefined,
  ]);
  assert.deepEqual(typesOf('HTTPGetAction', 'port'), ['one int-or-string']);
  assert.deepEqual(typesOf('ResourceRequirements', 'limits', 'claims'), ['map quantity', 'list ResourceClaim']);
  assert.deepEqual(typesOf('PodSpec', 'terminationGracePeriodSeconds', 'overhead', 'nodeSelector'), [
    'one int64',
    'map quantity',
    'map string',
  ]);
  assert.deepEqual(typesOf('Secret', 'data', 'stringData'), ['map bytes', 'map string']);
  assert.deepEqual(typesOf('ObjectMeta', 'creationTimestamp', 'managedFields'), ['one time', 'one any']);
  assert.deepEqual(typesOf('StatefulSetSpec', 'volumeClaimTemplates'), ['list PersistentVolumeClaim']);
});

test('objects are known by version and kind', () => {
  assert.equal(rootType('apps/v1', 'Deployment')?.name, 'Deployment');
  assert.equal(rootType('extensions/v1beta1', 'Deployment')?.name, 'Deployment');
  assert.equal(rootType('', 'CronJob')?.name, 'CronJob');
  assert.equal(rootType('v1', 'Deployment'), undefined);
  assert.equal(rootType('serving.knative.dev/v1', 'Service'), undefined);
  assert.equal(rootType('constructor', 'Pod'), undefined);
});
