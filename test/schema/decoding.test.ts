import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isMisread } from '../../server/src/analysis/conditions/misread.js';
import { readManifests } from '../../server/src/analysis/model/read.js';
import { decode } from '../../server/src/analysis/schema/decoding.js';
import { pathText, stepsFrom } from '../../server/src/analysis/schema/fault.js';
import { parseDocument } from '../../server/src/syntax/parse.js';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n';
const CONTAINER = `${POD}spec:\n  containers:\n  - name: web\n    image: nginx:1.27\n`;

function faults(text: string): readonly string[] {
  return readManifests(parseDocument(text)).flatMap((manifest) =>
    decode(manifest).faults.map((fault) => {
      const inner = fault.kind === 'unknown-field' ? [fault.key] : fault.steps;
      return `${fault.kind === 'unknown-field' ? '?' : '!'}${pathText([...stepsFrom(undefined, fault.place), ...inner])}`;
    }),
  );
}

/** What stands in the place of `value` in a container's field. */
function fits(field: string, value: string): boolean {
  return faults(`${CONTAINER}    ${field.replace('VALUE', value)}\n`).length === 0;
}

test('values are taken as kubectl and the API server take them', () => {
  const env = 'env: [{name: A, value: VALUE}]';
  for (const value of [
    'text',
    '"1"',
    "'yes'",
    '1.2.3',
    '190:20:30',
    '~',
    'null',
    '',
    '2020-01-01',
    '1k',
    '=',
    '!!str 1',
  ])
    assert.ok(fits(env, value), value);
  for (const value of [
    '1',
    '1.5',
    'true',
    'yes',
    'No',
    'off',
    'y',
    '0777',
    '0x1F',
    '1_000',
    '1e3',
    '.inf',
    '[a]',
    '{a: b}',
  ])
    assert.ok(!fits(env, value), value);
  const port = 'ports: [{containerPort: VALUE}]';
  for (const value of ['80', '80.0', '8e1', '0x50', '0o120', '2147483647', 'null', '!!int "80"', '-1'])
    assert.ok(fits(port, value), value);
  for (const value of ['"80"', '80/TCP', '1.5', '2147483648', 'true', '[80]', '.nan'])
    assert.ok(!fits(port, value), value);
  const probe = 'livenessProbe: {httpGet: {port: VALUE}}';
  for (const value of ['80', 'http', '"80"', 'null']) assert.ok(fits(probe, value), value);
  for (const value of ['80.5', 'true', '{}']) assert.ok(!fits(probe, value), value);
  const limit = 'resources: {limits: {cpu: VALUE}}';
  for (const value of ['1', '0.5', '500m', '"1"', 'null']) assert.ok(fits(limit, value), value);
  for (const value of ['true', '[1]', '{a: 1}']) assert.ok(!fits(limit, value), value);
  for (const value of ['true', 'yes', 'OFF', 'null']) assert.ok(fits('tty: VALUE', value), value);
  for (const value of ['"true"', '1', '[]']) assert.ok(!fits('tty: VALUE', value), value);
  for (const value of ['[a, "1"]', '[null]', 'null', '[]']) assert.ok(fits('command: VALUE', value), value);
  for (const value of ['sh', '[1]', '[a, [b]]', '{a: b}']) assert.ok(!fits('command: VALUE', value), value);
});

test('what somebody puts in later is taken', () => {
  const values = ['$PORT', '$(PORT)', '<port>', '%PORT%', 'PORT_NUMBER', '{{ .Values.port }}', '"{{ .port }}"'];
  for (const value of values) assert.ok(fits('ports: [{containerPort: VALUE}]', value), value);
  for (const value of ['[IMAGE_URL]', '[[ image ]]', 'ENC[AES256_GCM,data:x]'])
    assert.ok(fits('image: VALUE', value), value);
  assert.ok(fits('ports: [{containerPort: VALUE}]', '"ENC[AES256_GCM,data:x,type:int]"'));
  assert.deepEqual(faults(`${CONTAINER}sops: {version: 3.9.0}\n`), []);
  assert.deepEqual(faults(`${CONTAINER}    {{ .Values.key }}: 1\n`), []);
});

test('places are told from the object on', () => {
  assert.deepEqual(
    faults(`apiVersion: batch/v1
kind: CronJob
metadata: {name: tidy, annotations: {a: 1}}
spec:
  schedule: '* * * * *'
  jobTemplate:
    spec:
      template:
        spec:
          containers:
          - name: tidy
            env: [{name: A, Value: a}, {name: B, value: 2}]
            probe: {}
`),
    [
      '!metadata.annotations.a',
      '?spec.jobTemplate.spec.template.spec.containers[0].env[0].Value',
      '!spec.jobTemplate.spec.template.spec.containers[0].env[1].value',
      '?spec.jobTemplate.spec.template.spec.containers[0].probe',
    ],
  );
});

test('free maps, status and embedded objects', () => {
  assert.deepEqual(faults('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {any: text, other: 1}\n'), [
    '!data.other',
  ]);
  assert.deepEqual(faults(`${CONTAINER}status: {anything: {at: all}}\n`), []);
  const claims = (spec: string) =>
    faults(
      `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec:\n  volumeClaimTemplates:\n  - ${spec}\n`,
    );
  assert.deepEqual(claims('{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce]}}'), []);
  assert.deepEqual(claims('{metadata: {name: data}, accessModes: [ReadWriteOnce]}'), [
    '?spec.volumeClaimTemplates[0].accessModes',
  ]);
});

test('aliases and merge keys are followed, each once for a type', () => {
  const text = `${POD}spec:
  containers:
  - &web
    name: web
    port: 80
  - {<<: *web, name: other}
  - *web
`;
  assert.deepEqual(faults(text), ['?spec.containers[0].port', '?spec.containers[1].port']);
  const nested = Array.from(
    { length: 30 },
    (_, i) => `  - &a${i} {name: n, env: [${`*a${i - 1}, `.repeat(i > 0 ? 9 : 0)}]}`,
  );
  assert.doesNotThrow(() => faults(`${POD}spec:\n  containers:\n${nested.join('\n')}\n`));
  assert.doesNotThrow(() => faults(`${POD}spec: &s\n  affinity: *s\n  <<: *s\n`));
});

test('patches, other objects and broken documents', () => {
  assert.deepEqual(faults(`${CONTAINER}    $patch: replace\n  $setElementOrder/containers: [{name: web}]\n`), []);
  assert.deepEqual(faults('apiVersion: example.org/v1\nkind: Anything\nspec: {any: thing}\n'), []);
  assert.deepEqual(faults('apiVersion: serving.knative.dev/v1\nkind: Service\nspec: {template: {}}\n'), []);
  assert.deepEqual(faults(`${CONTAINER}    port: 80\n    args: [a\n`), []);
});

test('what is misread is told by its place', () => {
  const text = `${CONTAINER}  - name: other\n    Image: a\n`;
  const [manifest] = readManifests(parseDocument(text));
  assert.ok(manifest);
  const at = (from: string, to: string) => ({ start: text.indexOf(from), end: text.indexOf(to) });
  assert.ok(isMisread(manifest, at('name: other', ': a\n')));
  assert.ok(!isMisread(manifest, at('containers:', 'name: other')));
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(
      fc.nat(CONTAINER.length),
      fc.nat(20),
      fc.constantFrom('', '- ', '{', '[', ': ', '&a ', '*a', '<<: *a\n', '? '),
      (at, cut, typed) => {
        faults(CONTAINER.slice(0, at) + typed + CONTAINER.slice(at + cut));
      },
    ),
    { numRuns: 500 },
  );
});
