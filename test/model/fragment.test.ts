import assert from 'node:assert/strict';
import { test } from 'node:test';
import { podSpecIn } from './reading.js';

const WHOLE = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: nginx:1.27
      - name: agent
        image: agent:1.0
`;

function isFragment(text: string): boolean {
  return podSpecIn(text).fragment;
}

test('a whole workload is no fragment', () => assert.equal(isFragment(WHOLE), false));

test('one container without an image does not make a fragment of a whole workload', () =>
  assert.equal(isFragment(WHOLE.replace('        image: agent:1.0\n', '')), false));

test('a Pod, and a workload that selects and labels its pods and has one container, is whole without an image', () => {
  const head = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n';
  assert.equal(isFragment(`${head}spec: {containers: [{name: a}]}`), false);
  assert.equal(isFragment(`${head}spec: {containers: []}`), false);
  assert.equal(isFragment(WHOLE.replace(/ {8}image: nginx[\s\S]*/, '')), false);
});

test('a line of many branches is read at once', () => {
  const branches = `      ${'{{ if .x }}'.repeat(100)}${'{{ end }}'.repeat(100)}\n`;
  assert.equal(isFragment(WHOLE + branches), false);
});

const FRAGMENTS: Readonly<Record<string, string>> = {
  'no name': WHOLE.replace('  name: web\n', '  labels: {}\n'),
  'no image': WHOLE.replace(/ {8}image: .*\n/g, ''),
  'no container': WHOLE.replace(/ {6}containers:[\s\S]*/, '      restartPolicy: Always\n'),
  'a patch directive in the pod spec': WHOLE.replace('      containers:', '      $patch: replace\n      containers:'),
  'a patch directive in a container': WHOLE.replace('        image: agent:1.0', '        $patch: delete'),
  'an order of a strategic merge': WHOLE.replace('    spec:\n', '    spec:\n      $setElementOrder/containers: []\n'),
  'no selector and no labels': WHOLE.replace(/ {2}selector:\n.*\n/, '').replace(/ {4}metadata:\n.*\n/, ''),
  'no selector and a container without an image': WHOLE.replace(/ {2}selector:\n.*\n/, '').replace(
    '        image: agent:1.0\n',
    '',
  ),
  'a template action for whole lines': `${WHOLE}      {{- with .Values.volumes }}\n      {{ . }}\n      {{- end }}\n`,
  'a template action in a branch on one line': `${WHOLE}      {{ if .x }}{{ include "x" . }}{{ end }}\n`,
  'a comment for what is left out': `${WHOLE}      # ... volumes\n`,
  'a template action that writes a block': `${WHOLE}      volumes: {{ toYaml .Values.volumes | nindent 8 }}\n`,
};

for (const [mark, text] of Object.entries(FRAGMENTS)) {
  test(`${mark}: a fragment`, () => assert.equal(isFragment(text), true));
}

test('a template that fills in single values is whole', () =>
  assert.equal(isFragment(WHOLE.replace('nginx:1.27', 'nginx:{{ .Values.tag }}')), false));

test('a template that leaves lines out or repeats them is whole: all that there may be can be read', () => {
  const branches = '{{- if .x }}\n      hostNetwork: true\n      {{- else }}\n      hostPID: true\n      {{- end }}\n';
  assert.equal(isFragment(`${WHOLE}      ${branches}`), false);
  assert.equal(isFragment(`${WHOLE}      {{/* volumes */}}\n      {{- $x := 1 }}\n`), false);
});

const GAPS: Readonly<Record<string, string>> = {
  'a list': `${WHOLE}      volumes: <volumes>\n`,
  'a map': WHOLE.replace('        image: agent:1.0', '        image: agent:1.0\n        resources: $RESOURCES'),
  'an item': WHOLE.replace('      - name: agent\n        image: agent:1.0', '      - <more containers>'),
  'a key': `${WHOLE}      $(EXTRA): 1\n`,
  'a line': `${WHOLE}      <more>\n      hostPID: true\n`,
  'the rest': `${WHOLE}      ...\n      hostPID: true\n`,
};

for (const [gap, text] of Object.entries(GAPS)) {
  test(`a placeholder for ${gap}: a fragment`, () => assert.equal(isFragment(text), true));
}

test('a placeholder for a value is no gap', () =>
  assert.equal(isFragment(WHOLE.replace('agent:1.0', '$IMAGE\n        args: [$(A), <b>]')), false));

test('generateName is a name', () =>
  assert.equal(isFragment(WHOLE.replace('  name: web\n', '  generateName: web-\n')), false));

test('a Pod and a Job need no selector', () => {
  const job = WHOLE.replace('apps/v1', 'batch/v1')
    .replace('Deployment', 'Job')
    .replace(/ {2}selector:\n.*\n/, '');
  assert.equal(isFragment(job.replace(/ {4}metadata:\n.*\n/, '')), false);
  assert.equal(
    isFragment('{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: a, image: b}]}}'),
    false,
  );
});

test("an operator's template is a fragment, a workload inside another object is not", () => {
  const template = '{spec: {containers: [{name: a, image: b}]}}';
  const head = 'apiVersion: x.example/v1\nkind: Thing\nmetadata: {name: thing}\n';
  assert.equal(isFragment(`${head}spec: {podTemplate: ${template}}`), true);
  assert.equal(isFragment(`${head}spec: {deployments: [{spec: {selector: {a: b}, template: ${template}}}]}`), false);
});
