import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf, findingText, type PlacedFinding } from '../../server/src/features/diagnostics.js';
import { fixesOf } from '../../server/src/features/fixes.js';
import { DEFAULT_SETTINGS } from '../../server/src/features/settings.js';
import { applyEdits } from '../../server/src/syntax/edit.js';
import { openSource } from '../../server/src/syntax/source.js';

/** A Pod with an unknown volume and an unused one. */
function pod({ top = '', above = '', behind = '' }): string {
  return `${top}apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - name: missing
      mountPath: /one
  volumes:
${above}  - name: idle${behind}
    emptyDir: {}
`;
}

function unusedIn(text: string, settings = DEFAULT_SETTINGS): readonly PlacedFinding[] {
  return findingsOf(openSource('file:///pod.yaml', 0, text), settings).filter(
    ({ rule }) => rule.id === 'unused-suppression',
  );
}

function told(text: string): readonly string[] {
  return unusedIn(text).map(
    (finding) => `${text.slice(finding.span.start, finding.span.end)} | ${findingText(finding)}`,
  );
}

/** The text after the fix of that name of the only finding. */
function fixed(text: string, id: string): string {
  const [finding, ...others] = unusedIn(text);
  assert.ok(finding && others.length === 0);
  const fix = fixesOf(finding).find(({ message }) => message.id === id);
  assert.ok(fix);
  return applyEdits(text, fix.edits);
}

test('nothing is said of directives that turn something off', () => {
  for (const text of [
    pod({ above: '  # pod-patterns-disable-next-line unused-volume\n' }),
    pod({ behind: ' # pod-patterns-disable-line' }),
    pod({ top: '# pod-patterns-disable-file unknown-volume container=web\n' }),
    pod({ top: '# pod-patterns-disable-file\n' }),
    `a: 1\n# pod-patterns-disable-file unused-volume\n---\n${pod({})}`,
  ])
    assert.deepEqual(told(text), [], text);
});

test('a directive that turns nothing off is told, and removed with its line', () => {
  const text = pod({ above: '  # pod-patterns-disable-next-line missing-image -- why\n' });
  assert.deepEqual(told(text), [
    '# pod-patterns-disable-next-line missing-image -- why | This directive turns nothing off',
  ]);
  assert.equal(fixed(text, 'remove'), pod({}));
  assert.equal(unusedIn(text)[0]?.unnecessary, true);
});

test('one behind a value is removed with the blanks before it', () => {
  assert.equal(fixed(pod({ behind: '  # pod-patterns-disable-line unknown-volume' }), 'remove'), pod({}));
});

test('one about another container turns nothing off', () => {
  assert.equal(told(pod({ top: '# pod-patterns-disable-file unknown-volume container=other\n' })).length, 1);
});

test('of several rules the idle ones are told', () => {
  const line = (rules: string) => pod({ above: `  # pod-patterns-disable-next-line ${rules} -- why\n` });
  const text = line('missing-image, unused-volume');
  assert.deepEqual(told(text), ["missing-image | 'missing-image' reports nothing here that could be turned off"]);
  assert.equal(fixed(text, 'removeRule'), line('unused-volume'));
  assert.equal(fixed(line('unused-volume, missing-image'), 'removeRule'), line('unused-volume'));
  assert.equal(fixed(line('unused-volume missing-image'), 'removeRule'), line('unused-volume'));
});

test('a rule that does not exist is told, and what was probably meant', () => {
  const line = (rules: string) => pod({ above: `  # pod-patterns-disable-next-line ${rules}\n` });
  const text = line('unused-volum');
  assert.deepEqual(told(text), [
    "unused-volum | There is no rule 'unused-volum', so nothing is turned off; 'unused-volume' is one",
  ]);
  assert.equal(fixed(text, 'rename'), line('unused-volume'));
  assert.equal(fixed(text, 'remove'), pod({}));
  assert.deepEqual(told(line('unused-volume, xyz')), ["xyz | There is no rule 'xyz', so nothing is turned off"]);
});

test('a rule that is off now counts as if it were on', () => {
  const text = pod({ above: '  # pod-patterns-disable-next-line unused-volume\n' });
  assert.deepEqual(unusedIn(text, { ...DEFAULT_SETTINGS, rules: { 'unused-volume': 'off' } }), []);
});

test('directives say of themselves when nothing is to be said of them', () => {
  const idle = '  # pod-patterns-disable-next-line missing-image\n';
  assert.deepEqual(told(pod({ top: '# pod-patterns-disable-file unused-suppression\n', above: idle })), []);
  assert.deepEqual(unusedIn(pod({ above: idle }), { ...DEFAULT_SETTINGS, rules: { 'unused-suppression': 'off' } }), []);
});

test('templates, broken files and files without a manifest are left alone', () => {
  const idle = '# pod-patterns-disable-file missing-image\n';
  assert.deepEqual(told(`${pod({ top: idle })}  nodeName: {{ .Values.node }}\n`), []);
  assert.deepEqual(told(`${pod({ top: idle })}  nodeName: [\n`), []);
  assert.deepEqual(told(`${idle}services: {web: {image: nginx}}\n`), []);
});

test('what is nearly a directive is told, and respelt', () => {
  const text = pod({ above: '  # pod-patterns-disable-nextline unused-volume\n' });
  assert.deepEqual(told(text), [
    "pod-patterns-disable-nextline | 'pod-patterns-disable-nextline' is no directive, so nothing is turned off; " +
      "'pod-patterns-disable-next-line' is one",
  ]);
  assert.deepEqual(told(fixed(text, 'respell')), []);
  assert.deepEqual(told(pod({ behind: ' # pod-patterns-disable unused-volume' })), [
    "pod-patterns-disable | 'pod-patterns-disable' is no directive, so nothing is turned off",
  ]);
  const colon = pod({ behind: ' # pod-patterns-disable-line: unused-volume' });
  assert.deepEqual(told(fixed(colon, 'respell')), []);
  assert.deepEqual(told(pod({ behind: ' # see pod-patterns-disable-things' })), []);
});

test('a reason without its mark is told once', () => {
  const text = pod({ behind: ' # pod-patterns-disable-line unused-volume \u2014 filled in later' });
  assert.deepEqual(told(text), ["\u2014 filled in later | This is no rule; a reason stands behind '--'"]);
  assert.match(fixed(text, 'markReason'), /unused-volume -- filled in later\n/);
  assert.deepEqual(told(fixed(text, 'markReason')), []);
  const limited = pod({ behind: ' # pod-patterns-disable-line unused-volume later container=web' });
  assert.ok(!told(limited).some((each) => each.includes('stands behind')));
});

test('the name of a container may be quoted', () => {
  assert.deepEqual(told(pod({ top: '# pod-patterns-disable-file unknown-volume container="web"\n' })), []);
});
