import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findingsOf } from '../../server/src/features/diagnostics.js';
import { fixAll } from '../../server/src/features/fix-all.js';
import { fixesOf } from '../../server/src/features/fixes.js';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/features/settings.js';
import { applyEdits } from '../../server/src/syntax/edit.js';
import { openSource } from '../../server/src/syntax/source.js';
import { readMarkers } from '../support/markers.js';

const TWO_LABELS = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: web, image: nginx:1.27} # stays
  nodeSelector:
    beta.kubernetes.io/os: linux
    beta.kubernetes.io/arch: amd64
`;

function repaired(text: string, settings: Settings = DEFAULT_SETTINGS) {
  return fixAll(openSource('file:///pod.yaml', 0, text), settings);
}

test('all safe fixes are made, comments stay', () => {
  const { text, fixes } = repaired(TWO_LABELS);
  assert.doesNotMatch(text, /beta/);
  assert.match(text, /# stays/);
  assert.equal(fixes, 2);
});

test('a rule that is off repairs nothing', () => {
  const { text, fixes, edits } = repaired(TWO_LABELS, {
    ...DEFAULT_SETTINGS,
    rules: { 'deprecated-node-label': 'off' },
  });
  assert.deepEqual({ text, fixes, edits }, { text: TWO_LABELS, fixes: 0, edits: [] });
});

test('line endings and every other document stay as they are', () => {
  const text = `# first\r\na: 1\r\n---\r\n${TWO_LABELS.replaceAll('\n', '\r\n')}`;
  const after = repaired(text).text;
  assert.ok(after.startsWith('# first\r\na: 1\r\n---\r\n'));
  assert.doesNotMatch(after, /(?<!\r)\n/);
});

for (const file of readdirSync('test/fixtures', { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.yaml$/.test(name),
)) {
  test(`${file}: the edits give the text, no safe fix is left, and again changes nothing`, () => {
    const { text } = readMarkers(readFileSync(join('test/fixtures', file), 'utf8'));
    const { edits, text: after } = repaired(text);
    assert.equal(applyEdits(text, edits), after);
    const left = findingsOf(openSource('file:///pod.yaml', 0, after), DEFAULT_SETTINGS).flatMap(fixesOf);
    assert.deepEqual(
      left.filter(({ applicability }) => applicability === 'safe').map(({ message }) => message),
      [],
    );
    assert.equal(repaired(after).text, after);
  });
}
