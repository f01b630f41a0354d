import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { configurationCompletionsAt } from '../../server/src/features/configuration-completions.js';
import { translationOf } from '../../server/src/features/l10n/translations.js';
import { openSource } from '../../server/src/syntax/source.js';

/** What is offered at `|`. */
function offeredAt(marked: string, locale?: string) {
  const offset = marked.indexOf('|');
  const source = openSource('file:///.pod-patterns.yaml', 0, marked.replace('|', ''));
  return configurationCompletionsAt(source, offset, translationOf(locale));
}

function labelsAt(marked: string): readonly string[] {
  return offeredAt(marked).map(({ label }) => label);
}

test('keys of the file, without those that are there', () => {
  assert.ok(labelsAt('|').includes('profile: '));
  const rest = labelsAt('profile: strict\nrules:\n  unused-volume: off\n|\n');
  assert.ok(rest.includes('overrides: '));
  assert.ok(!rest.includes('profile: ') && !rest.includes('rules: ') && !rest.includes('unused-volume: '));
});

test('what is typed is replaced', () => {
  const [first] = offeredAt('pro|');
  assert.deepEqual(first?.span, { start: 0, end: 3 });
});

test('rules by their ids, with their titles in the language of the editor', () => {
  const marked = 'rules:\n  duplicate-env: off\n  |\n';
  const offered = offeredAt(marked);
  assert.equal(offered.find(({ label }) => label === 'unused-volume: ')?.detail, 'Volume that no container mounts');
  assert.ok(!offered.some(({ label }) => label === 'duplicate-env: '));
  assert.match(offeredAt(marked, 'ko').find(({ label }) => label === 'unused-volume: ')?.detail ?? '', /볼륨/);
});

test('the words of a value, the default one marked', () => {
  assert.deepEqual(labelsAt('profile: |'), ['recommended', 'strict', 'quiet']);
  assert.deepEqual(labelsAt('rules:\n  duplicate-env: wa|\n'), ['error', 'warning', 'information', 'hint', 'off']);
  assert.deepEqual(labelsAt('enable: '.concat('|')), ['true', 'false']);
  assert.deepEqual(labelsAt('inlayHints:\n  enabled: |'), ['true', 'false']);
  assert.equal(offeredAt('profile: |')[0]?.detail, 'default');
  assert.equal(offeredAt('profile: |', 'ko')[0]?.detail, '기본값');
  assert.ok(labelsAt('kubernetesVersion: |').includes('1.29'));
});

test('entries of a list, wherever its dash stands', () => {
  for (const indent of ['', '  ']) {
    const list = `overrides:\n${indent}- files: 'test/**'\n`;
    assert.deepEqual(labelsAt(`${list}${indent}  |`), ['containers: ', 'roles: ', 'rules: ']);
    assert.deepEqual(labelsAt(`${list}${indent}- |`), ['files: ', 'containers: ', 'roles: ', 'rules: ']);
    assert.ok(labelsAt(`${list}${indent}  rules:\n${indent}    |`).includes('unknown-volume: '));
    assert.ok(labelsAt(`${list}${indent}  rules:\n${indent}    unknown-volume: |`).includes('off'));
  }
});

test('roles, alone, in a list of one line and in one of many', () => {
  const roles = ['main', 'sidecar', 'ambassador', 'adapter', 'init'];
  assert.deepEqual(labelsAt('overrides:\n- roles: |'), roles);
  assert.deepEqual(labelsAt('overrides:\n- roles: [main, |'), roles);
  assert.deepEqual(labelsAt('overrides:\n- roles:\n  - main\n  - si|'), roles);
  assert.deepEqual(labelsAt('images:\n  acme/proxy: |'), roles);
  assert.deepEqual(labelsAt('images:\n  acme/proxy:\n    |'), ['role: ', 'function: ', 'ports: ']);
});

test('nothing in comments, texts and places that the configuration does not have', () => {
  for (const marked of [
    '# pro|',
    'exclude: a|',
    'unknown:\n  |',
    'rules:\n  unused-volume:\n    |',
    'profile: strict |',
  ]) {
    assert.deepEqual(labelsAt(marked), [], marked);
  }
});

test('any text has an answer', () => {
  const pieces = fc.constantFrom(
    'rules:',
    'overrides:',
    '- ',
    '  ',
    '\n',
    '\r\n',
    'roles: [',
    '"',
    "'",
    'a',
    ':',
    '#',
    '\t',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), fc.nat(), (parts, place) => {
      const text = parts.join('');
      const offset = Math.min(place % (text.length + 1), text.length);
      for (const { span } of configurationCompletionsAt(openSource('file:///.pod-patterns.yaml', 0, text), offset)) {
        assert.ok(span.start >= 0 && span.start <= span.end && span.end === offset);
      }
    }),
  );
});
