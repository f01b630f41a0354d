import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allFindingsOf } from '../../server/src/features/diagnostics.js';
import { disablableAt, disableFixesOf, disableText } from '../../server/src/features/disable-fixes.js';
import { disableInProject } from '../../server/src/features/disable-in-project.js';
import { readProjectFile } from '../../server/src/features/project-file.js';
import { DEFAULT_SETTINGS } from '../../server/src/features/settings.js';
import { applyEdits } from '../../server/src/syntax/edit.js';
import { openSource } from '../../server/src/syntax/source.js';

const POD = `# A licence
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - name: logs
      mountPath: /logs
`;

/** What each way to turn the unknown volume off makes of a text. */
function ways(text: string): ReadonlyMap<string, string> {
  const source = openSource('file:///pod.yaml', 0, text);
  const at = text.indexOf('logs');
  const [finding] = disablableAt(source, { start: at, end: at }, DEFAULT_SETTINGS).filter(
    ({ rule }) => rule.id === 'unknown-volume',
  );
  if (!finding) throw new Error('nothing is found');
  return new Map(
    disableFixesOf(finding, source).map(({ message, edits }) => [disableText(message), applyEdits(text, edits)]),
  );
}

function isFound(text: string): boolean {
  return allFindingsOf(openSource('file:///pod.yaml', 0, text), DEFAULT_SETTINGS).some(
    ({ rule }) => rule.id === 'unknown-volume' || rule.id === 'unused-suppression',
  );
}

test('a finding is turned off on its line, for its container and in the file', () => {
  const added = [...ways(POD)].map(([title, text]) => {
    const lines = text.split('\n');
    const line = lines.findIndex((each) => each.includes('pod-patterns'));
    return [title, line, lines[line]];
  });
  assert.deepEqual(added, [
    ["Disable 'unknown-volume' for this line", 10, '    # pod-patterns-disable-next-line unknown-volume'],
    ["Disable 'unknown-volume' for 'web' in this file", 1, '# pod-patterns-disable-file unknown-volume container=web'],
    ["Disable 'unknown-volume' in this file", 1, '# pod-patterns-disable-file unknown-volume'],
  ]);
});

for (const [name, text] of [
  ['a plain file', POD],
  ['a file from Windows', POD.replaceAll('\n', '\r\n')],
  ['a byte order mark', `\uFEFF${POD.replace('# A licence\n', '')}`],
  ['a document behind another one', `a: 1\n---\n${POD}`],
  ['a marker at the top', `---\n${POD}`],
  ['a flow list', POD.replace(/volumeMounts:[\s\S]*/, 'volumeMounts: [{name: logs, mountPath: /logs}]\n')],
  [
    'a directive that is there already',
    POD.replace('    - name: logs', '    # pod-patterns-disable-next-line missing-image\n    - name: logs'),
  ],
] as const) {
  test(`every way turns it off: ${name}`, () => {
    const results = ways(text);
    assert.equal(results.size, 3);
    for (const [title, result] of results) {
      const rest = result.replace('# pod-patterns-disable-next-line missing-image', '#');
      assert.equal(isFound(rest), false, title);
      assert.equal(result.split('\r\n').length - 1, text.includes('\r\n') ? result.split('\n').length - 1 : 0);
    }
  });
}

test('no comment is written where it would be text', () => {
  const text = `${POD.replace('name: logs', 'name: "lo\\\n      gs"').replace('# A licence\n', '')}`;
  const source = openSource('file:///pod.yaml', 0, text);
  for (const finding of allFindingsOf(source, DEFAULT_SETTINGS)) {
    for (const { edits } of disableFixesOf(finding, source)) {
      const [part] = openSource('file:///pod.yaml', 0, applyEdits(text, edits)).parts;
      assert.deepEqual(part?.document.problems, []);
    }
  }
});

test('JSON has no comments', () => {
  const json = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'web', image: 'a', volumeMounts: [{ name: 'logs', mountPath: '/logs' }] }] },
  });
  assert.equal(ways(json).size, 0);
});

for (const [name, before, after] of [
  ['a file that is made', undefined, 'rules:\n  unknown-volume: off\n'],
  ['an empty file', '# nothing yet', '# nothing yet\nrules:\n  unknown-volume: off\n'],
  ['other settings', 'profile: strict\n', 'profile: strict\nrules:\n  unknown-volume: off\n'],
  ['other rules', 'rules:\n    a: hint\n', 'rules:\n    a: hint\n    unknown-volume: off\n'],
  ['the same rule', 'rules:\n  unknown-volume: "hint" # why\n', 'rules:\n  unknown-volume: "off" # why\n'],
  ['a flow map', '{rules: {a: hint}}\n', '{rules: {a: hint, unknown-volume: off}}\n'],
] as const) {
  test(`a rule is turned off in a project: ${name}`, () => {
    const file = before === undefined ? undefined : openSource('file:///.pod-patterns.yaml', 1, before);
    const edits = disableInProject(file, { rule: 'unknown-volume' });
    assert.ok(edits);
    const text = applyEdits(before ?? '', edits);
    assert.equal(text, after);
    const { configuration } = readProjectFile(openSource('file:///.pod-patterns.yaml', 2, text));
    assert.equal(configuration.rules?.['unknown-volume'], 'off');
  });
}

test('a file that can hold no directive is named by the project', () => {
  for (const before of ['', 'overrides:\n- files: a\n  rules: {unused-volume: off}\n']) {
    const file = openSource('file:///.pod-patterns.yaml', 1, before);
    const edits = disableInProject(file, { rule: 'unknown-volume', files: 'deploy/a b.json' });
    assert.ok(edits);
    const { configuration, problems } = readProjectFile(openSource('file:///a', 2, applyEdits(before, edits)));
    assert.deepEqual(problems, []);
    assert.deepEqual(configuration.overrides?.at(-1), {
      files: ['deploy/a b.json'],
      rules: { 'unknown-volume': 'off' },
    });
  }
});
