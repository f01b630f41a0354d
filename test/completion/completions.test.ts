import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../../server/src/analysis/rules/index.js';
import { completionsAt } from '../../server/src/features/completions.js';
import { translationOf } from '../../server/src/features/l10n/translations.js';
import { openSource } from '../../server/src/syntax/source.js';

/** What is offered at `|`, and the text that it would replace. */
function offeredAt(marked: string, locale?: string, asked = true) {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const offered = completionsAt(openSource('file:///pod.yaml', 0, text), offset, {
    asked,
    translation: translationOf(locale),
  });
  return offered.map(({ label, detail, span }) => ({ label, detail, replaced: text.slice(span.start, span.end) }));
}

function labelsAt(marked: string): readonly string[] {
  return offeredAt(marked).map(({ label }) => label);
}

function pod(container: string, metadata = '  name: web'): string {
  return `apiVersion: v1
kind: Pod
metadata:
${metadata}
spec:
  initContainers:
  - name: prepare
    image: registry.example/prepare:1.4
  containers:
${container}
    image: registry.example/web:1.4
`;
}

test('roles after their comment, what is typed being replaced', () => {
  const offered = offeredAt(pod('  - name: web # pod-patterns-role: am|'));
  assert.deepEqual(
    offered.map(({ label }) => label),
    ['main', 'sidecar', 'ambassador', 'adapter'],
  );
  assert.ok(offered.every(({ replaced }) => replaced === 'am'));
  assert.deepEqual(labelsAt(pod('  # pod-patterns-role:|\n  - name: web')), [
    'main',
    'sidecar',
    'ambassador',
    'adapter',
  ]);
});

test('an init container can only be init', () => {
  const text = pod('  - name: web').replace('- name: prepare', '- name: prepare # pod-patterns-role: |');
  assert.deepEqual(labelsAt(text), ['init']);
});

test('directives in a comment', () => {
  assert.deepEqual(labelsAt(pod('  - name: web # pod|')), [
    'pod-patterns-role: ',
    'pod-patterns-disable-next-line ',
    'pod-patterns-disable-line ',
    'pod-patterns-disable-file ',
  ]);
  assert.equal(labelsAt(`#|\n${pod('  - name: web')}`).length, 4);
});

test('who writes a comment of his own is left alone unless he asks', () => {
  const typing = (marked: string) => offeredAt(marked, undefined, false).length;
  assert.equal(typing(`#|\n${pod('  - name: web')}`), 0);
  assert.equal(typing(pod('  - name: web # |')), 0);
  assert.equal(typing(pod('  - name: web # pod-patterns-role:|')), 4);
});

test('rules after a directive, those that it names already left out', () => {
  const labels = labelsAt(pod('  # pod-patterns-disable-next-line missing-image, unk|\n  - name: web'));
  assert.equal(labels.length, rules.length);
  assert.ok(labels.includes('unknown-volume') && labels.includes('container=') && !labels.includes('missing-image'));
  assert.deepEqual(labelsAt(pod('  # pod-patterns-disable-next-line container=w|\n  - name: web')), ['prepare', 'web']);
});

test('annotations and their values', () => {
  const annotated = (line: string) => pod('  - name: web', `  name: web\n  annotations:\n    a: b\n    ${line}`);
  assert.deepEqual(labelsAt(annotated('pod-pat|')), ['pod-patterns.io/role.prepare: ', 'pod-patterns.io/role.web: ']);
  assert.deepEqual(labelsAt(annotated('pod-patterns.io/role.web: "s|"')), ['main', 'sidecar', 'ambassador', 'adapter']);
  assert.deepEqual(labelsAt(annotated('pod-patterns.io/role.prepare: |')), ['init']);
});

test('a key in quotes, or with its colon, gets no other one', () => {
  const annotated = (line: string) => pod('  - name: web', `  name: web\n  annotations:\n    ${line}`);
  assert.deepEqual(labelsAt(annotated('"pod-pat|": main')), [
    'pod-patterns.io/role.prepare',
    'pod-patterns.io/role.web',
  ]);
  assert.deepEqual(labelsAt(annotated('pod-pat|: main')), ['pod-patterns.io/role.prepare', 'pod-patterns.io/role.web']);
  const json = `{
  "apiVersion": "v1", "kind": "Pod",
  "metadata": {
    "annotations": {
      "pod-p|"
    }
  },
  "spec": { "containers": [{ "name": "web", "image": "nginx" }] }
}`;
  assert.deepEqual(labelsAt(json), ['pod-patterns.io/role.web']);
  assert.deepEqual(labelsAt(json.replace('pod-p|"', 'pod-patterns.io/role.web": "a|"')), [
    'main',
    'sidecar',
    'ambassador',
    'adapter',
  ]);
});

test('nothing elsewhere', () => {
  for (const text of [
    pod('  - name: pod|'),
    pod('  - name: web').replace('kind: Pod', 'kind: Pod|'),
    pod('  - name: web', '  name: web\n  labels:\n    pod|'),
    pod('  - name: "# pod|"'),
    pod('  - name: web # a word with spaces|'),
    pod('  - name: web # pod-patterns-role: main |'),
    pod('  - name: web # pod-patterns-disable-line missing-image -- because un|'),
    '|',
  ]) {
    assert.deepEqual(labelsAt(text), [], text);
  }
});

test('in the language of the reader', () => {
  const [first] = offeredAt(pod('  - name: web # pod-patterns-role: |'), 'ko');
  assert.equal(first?.detail, 'Pod의 존재 이유인 컨테이너');
});
