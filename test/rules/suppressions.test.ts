import assert from 'node:assert/strict';
import { test } from 'node:test';
import { directivesOf } from '../../server/src/analysis/suppressions.js';
import { findingsOf } from '../../server/src/features/diagnostics.js';
import { DEFAULT_SETTINGS } from '../../server/src/features/settings.js';
import { parseDocument } from '../../server/src/syntax/parse.js';
import { openSource } from '../../server/src/syntax/source.js';

/** Two volumes that nobody mounts; `above` and `behind` are put beside the first one's name. */
function pod({ top = '', above = '', behind = '' }): string {
  return `${top}apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    resources: {requests: {cpu: 100m}, limits: {memory: 128Mi}}
    volumeMounts:
    - name: missing-one
      mountPath: /one
  volumes:
${above}  - name: first${behind}
    emptyDir: {}
  - name: second
    emptyDir: {}
`;
}

function found(text: string): string[] {
  const source = openSource('file:///pod.yaml', 0, text);
  return findingsOf(source, DEFAULT_SETTINGS)
    .filter(({ severity, rule }) => severity !== 'hint' || rule.id === 'unused-volume')
    .map(({ rule, span }) => `${rule.id} ${text.slice(span.start, span.end)}`);
}

const ALL = ['unknown-volume missing-one', 'unused-volume first', 'unused-volume second'];
const WITHOUT_FIRST = ['unknown-volume missing-one', 'unused-volume second'];

test('without a directive everything is found', () => {
  assert.deepEqual(found(pod({})), ALL);
});

test('a directive turns a rule off on the next line with content', () => {
  for (const above of [
    '  # pod-patterns-disable-next-line unused-volume\n',
    '  # pod-patterns-disable-next-line missing-image, unused-volume -- it is mounted by an injected sidecar\n',
    '  # pod-patterns-disable-next-line unused-volume\n  # why\n\n',
    '  # pod-patterns-disable-next-line -- all of them\n',
  ])
    assert.deepEqual(found(pod({ above })), WITHOUT_FIRST);
});

test('a directive turns a rule off on its own line', () => {
  assert.deepEqual(found(pod({ behind: ' # pod-patterns-disable-line unused-volume' })), WITHOUT_FIRST);
});

test('a directive turns a rule off in the whole file, in every document', () => {
  const top = '# pod-patterns-disable-file unused-volume\n';
  assert.deepEqual(found(`${pod({ top })}---\n${pod({})}`), [
    'unknown-volume missing-one',
    'unknown-volume missing-one',
  ]);
  assert.deepEqual(found(`${pod({})}---\n${top}`), ['unknown-volume missing-one']);
});

test('a directive may be limited to a container', () => {
  const limited = (name: string) => pod({ top: `# pod-patterns-disable-file unknown-volume container=${name}\n` });
  assert.deepEqual(found(limited('web')), ALL.slice(1));
  assert.deepEqual(found(limited('other')), ALL);
});

test('what only looks like a directive is none', () => {
  for (const above of [
    '  # pod-patterns-disable-next-line unknown-volume\n',
    '  # see pod-patterns-disable-next-line unused-volume\n',
  ])
    assert.deepEqual(found(pod({ above })), ALL);
  const misspelt = found(pod({ above: '  # pod-patterns-disable-next-lines unused-volume\n' }));
  assert.deepEqual(
    misspelt.filter((each) => !each.startsWith('unused-suppression')),
    ALL,
  );
  assert.deepEqual(found(pod({}).replace('name: web', 'name: "# pod-patterns-disable-file unused-volume"')).slice(-2), [
    'unused-volume first',
    'unused-volume second',
  ]);
});

test('a directive is read with its rules, container and reason', () => {
  const document = parseDocument('a: 1 # pod-patterns-disable-line x,y  z container=web -- because -- yes\n');
  assert.deepEqual(directivesOf(document), [
    {
      scope: 'line',
      line: 0,
      span: { start: 5, end: 71 },
      rules: ['x', 'y', 'z'],
      ruleSpans: [33, 35, 38].map((start) => ({ start, end: start + 1 })),
      container: 'web',
      reason: 'because -- yes',
    },
  ]);
});
