import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf, findingText } from '../../server/src/features/diagnostics.js';
import { fixesAt, fixText } from '../../server/src/features/fixes.js';
import { DEFAULT_SETTINGS } from '../../server/src/features/settings.js';
import { applyEdits } from '../../server/src/syntax/edit.js';
import { changeSource, openSource } from '../../server/src/syntax/source.js';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    resources: {limits: {cpu: 1, memory: 64Mi}}
    volumeMounts:
    - name: log
      mountPath: /var/log/nginx
  volumes:
  - name: logs
    emptyDir: {}
  - name: spare
    emptyDir: {}
`;

test('findings stand in the order of their places, counted from the start of the file', () => {
  const text = `# first\n---\n${POD}---\n${POD}`;
  const findings = findingsOf(openSource('file:///pod.yaml', 0, text), DEFAULT_SETTINGS);
  assert.deepEqual(
    findings.map(({ rule, span, severity, workload, container }) => [
      rule.id,
      text.slice(span.start, span.end),
      severity,
      workload,
      container,
    ]),
    [
      ['unknown-volume', 'log', 'error', 'Pod/web', 'web'],
      ['unused-volume', 'spare', 'hint', 'Pod/web', undefined],
      ['unknown-volume', 'log', 'error', 'Pod/web', 'web'],
      ['unused-volume', 'spare', 'hint', 'Pod/web', undefined],
    ],
  );
  assert.deepEqual(
    findings.map(({ span }) => span.start).sort((a, b) => a - b),
    findings.map(({ span }) => span.start),
  );
});

test('settings turn rules off and give them another severity', () => {
  const source = openSource('file:///pod.yaml', 0, POD);
  const severities = (rules: typeof DEFAULT_SETTINGS.rules) =>
    findingsOf(source, { ...DEFAULT_SETTINGS, rules }).map(({ rule, severity }) => `${rule.id} ${severity}`);
  assert.deepEqual(severities({ 'unknown-volume': 'off' }), ['unused-volume hint']);
  assert.deepEqual(severities({ 'unknown-volume': 'warning', 'unused-volume': 'error' }), [
    'unknown-volume warning',
    'unused-volume error',
  ]);
  assert.deepEqual(findingsOf(source, { ...DEFAULT_SETTINGS, enable: false }), []);
});

test('the findings of a document that did not change are the same objects', () => {
  const text = `${POD}---\n${POD}`;
  const source = openSource('file:///pod.yaml', 0, text);
  const before = findingsOf(source, DEFAULT_SETTINGS);
  const line = text.trimEnd().split('\n').length - 1;
  const range = { start: { line, character: 0 }, end: { line, character: 0 } };
  const after = findingsOf(changeSource(source, 1, [{ range, text: '#\n' }]), DEFAULT_SETTINGS);
  assert.equal(after[0], before[0]);
  assert.equal(after.length, before.length);
});

test('a container that two aliases repeat is reported once', () => {
  const text = `apiVersion: v1
kind: List
items:
- &pod
  apiVersion: v1
  kind: Pod
  metadata: {name: web}
  spec:
    containers:
    - name: web
      image: nginx:1.27
      resources: {requests: {cpu: 2}, limits: {cpu: 1, memory: 64Mi}}
- *pod
`;
  const findings = findingsOf(openSource('file:///list.yaml', 0, text), DEFAULT_SETTINGS);
  assert.deepEqual(
    findings.map(({ rule }) => rule.id),
    ['request-above-limit'],
  );
});

test('fixes are found where the cursor touches the finding, with edits counted from the start of the file', () => {
  const text = `# first\n---\n${POD}`;
  const source = openSource('file:///pod.yaml', 0, text);
  const at = text.indexOf('log\n');
  const fixes = fixesAt(source, { start: at, end: at }, DEFAULT_SETTINGS);
  assert.deepEqual(
    fixes.map((fix) => [fixText(fix), fix.preferred, fix.applicability]),
    [["Change to 'logs'", true, 'suggestion']],
  );
  assert.equal(applyEdits(text, fixes[0]?.edits ?? []), text.replace('log\n', 'logs\n'));
  assert.deepEqual(fixesAt(source, { start: at + 4, end: at + 4 }, DEFAULT_SETTINGS), []);
});

test('a finding is worded, in English where the translation has nothing', () => {
  const [finding] = findingsOf(openSource('file:///pod.yaml', 0, POD), DEFAULT_SETTINGS);
  assert.ok(finding);
  assert.equal(findingText(finding), "'web' mounts 'log', which this Pod does not have; 'logs' is one");
  assert.equal(findingText(finding, {}), findingText(finding));
  assert.equal(findingText(finding, { 'unknown-volume.similar': '{nearest}!' }), 'logs!');
});

test('a critical pod is not said to be evicted', () => {
  const told = (text: string) =>
    findingsOf(openSource('file:///pod.yaml', 0, text), DEFAULT_SETTINGS)
      .filter(({ rule }) => rule.id === 'missing-memory-limit')
      .map((finding) => findingText(finding));
  const pod = POD.replace(', memory: 64Mi', '');
  assert.match(told(pod)[0] ?? '', /evicted/);
  const [critical = ''] = told(pod.replace('spec:', 'spec:\n  priorityClassName: system-node-critical'));
  assert.match(critical, /no memory limit/);
});
