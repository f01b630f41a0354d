import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoleVerdict } from '../../server/src/analysis/roles/role.js';
import { analyzeSource } from '../../server/src/features/analyzed-source.js';
import { roleHints } from '../../server/src/features/inlay-hints.js';
import { translationOf } from '../../server/src/features/l10n/translations.js';
import { textOf } from '../../server/src/features/messages.js';
import { roleLabel, roleLabelMessages } from '../../server/src/features/role-label.js';
import { DEFAULT_SETTINGS, readSettings } from '../../server/src/features/settings.js';
import { type OutlineSymbol, outlineOf } from '../../server/src/features/symbols.js';
import { plainText } from '../../server/src/lsp/plain-text.js';
import { openSource, textOf as textOfSource } from '../../server/src/syntax/source.js';

/** A verdict of one container, with the given judgment. */
function verdict(judged: Partial<RoleVerdict>): RoleVerdict {
  const source = openSource(
    'file:///a.yaml',
    0,
    'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: b}]}\n',
  );
  const [pod] = analyzeSource(source).flatMap(({ analysis }) => analysis.pods);
  const [container] = pod?.spec.containers ?? [];
  assert.ok(pod && container);
  return { ...pod.verdictOf(container), function: 'other', native: false, certainty: 'high', ...judged };
}

test('a label says role, function and kind, as far as they say something', () => {
  const korean = translationOf('ko');
  assert.equal(roleLabel(verdict({ role: 'main', function: 'app' })), 'main');
  assert.equal(roleLabel(verdict({ role: 'sidecar', function: 'log-shipper' })), 'sidecar · log shipper');
  assert.equal(roleLabel(verdict({ role: 'sidecar', certainty: 'low' })), 'sidecar?');
  assert.equal(roleLabel(verdict({ role: 'sidecar', native: true })), 'sidecar · native');
  assert.equal(
    roleLabel(verdict({ role: 'ambassador', function: 'db-proxy', native: true, certainty: 'low' })),
    'ambassador? · database proxy · native',
  );
  assert.equal(
    roleLabel(verdict({ role: 'ambassador', function: 'db-proxy' }), korean),
    '앰배서더 · 데이터베이스 프록시',
  );
});

test('the language is that of the locale', () => {
  for (const locale of ['ko', 'ko-KR', 'KO', 'ko_KR.UTF-8']) assert.ok(translationOf(locale), locale);
  for (const locale of [undefined, '', 'en', 'de', 'kok']) assert.equal(translationOf(locale), undefined, locale);
});

test('every word of a label is translated, with the same places', () => {
  const korean = translationOf('ko');
  for (const owner of roleLabelMessages) {
    for (const [id, template] of Object.entries(owner.messages)) {
      const translated = korean?.[`${owner.id}.${id}`];
      assert.ok(translated, `${owner.id}.${id}`);
      assert.deepEqual(translated.match(/\{\w+\}/g), template.match(/\{\w+\}/g), `${owner.id}.${id}`);
    }
  }
});

test('a message without a translation is English, and an unknown place stays', () => {
  const owner = { id: 'owner', messages: { greeting: 'Hello {name}, {other}' } };
  const message = { id: 'greeting', args: { name: '{other}' } };
  assert.equal(textOf(owner, message, {}), 'Hello {other}, {other}');
  assert.equal(textOf(owner, message, { 'owner.greeting': '{name}!' }), '{other}!');
});

test('settings are read as far as they make sense', () => {
  assert.deepEqual(readSettings(undefined), DEFAULT_SETTINGS);
  assert.deepEqual(
    readSettings({
      enable: false,
      rules: { 'unknown-volume': 'off', 'unused-volume': 'hint', nonsense: 3, other: 'loud' },
      inlayHints: { enabled: false },
      kubernetesVersion: 'v1.33.2',
      unknown: true,
    }),
    {
      ...DEFAULT_SETTINGS,
      enable: false,
      rules: { 'unknown-volume': 'off', 'unused-volume': 'hint' },
      inlayHints: false,
      kubernetesVersion: '1.33',
    },
  );
  assert.equal(readSettings({ kubernetesVersion: '2.0' }).kubernetesVersion, 'latest');
});

test('hints stand only inside the asked span', () => {
  const pod = (name: string) =>
    `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: ${name}\n    image: nginx\n`;
  const source = openSource('file:///a.yaml', 0, `${pod('one')}---\n${pod('two')}`);
  const text = textOfSource(source);
  const end = (name: string) => text.indexOf(name) + name.length;
  const offsets = (start: number, stop: number) => roleHints(source, { start, end: stop }).map(({ offset }) => offset);
  assert.deepEqual(offsets(0, text.length), [end('one'), end('two')]);
  assert.deepEqual(offsets(end('one') + 1, text.length), [end('two')]);
  assert.deepEqual(offsets(0, end('one')), [end('one')]);
  assert.deepEqual(offsets(0, 3), []);
});

test('a container that two pods share has one hint', () => {
  const source = openSource(
    'file:///a.yaml',
    0,
    `apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Pod, spec: {containers: &list [{name: a, image: b}]}}
- {apiVersion: v1, kind: Pod, spec: {containers: *list}}
`,
  );
  assert.equal(roleHints(source, { start: 0, end: 999 }).length, 1);
});

test('names in the outline are never empty and stand inside what they name', () => {
  const source = openSource(
    'file:///a.yaml',
    0,
    `apiVersion: v1
kind: Pod
metadata: {name: ""}
spec:
  containers:
  - image: nginx
  - name: ''
    image: nginx
  - &base {name: base, image: nginx}
  - {<<: *base, image: other}
  volumes:
  - {name: '', emptyDir: {}}
`,
  );
  const all = outlineOf(source).flatMap((symbol) => [symbol, ...symbol.children]);
  assert.equal(all.length, 6);
  for (const { name, span, nameSpan } of all satisfies OutlineSymbol[]) {
    assert.notEqual(name, '');
    assert.ok(span.start <= nameSpan.start && nameSpan.start <= nameSpan.end && nameSpan.end <= span.end, name);
  }
});

test('plain text has the words of its Markdown', () => {
  assert.equal(
    plainText('**`log-agent`** is a **sidecar**  \n\\+ reads `a``b` · [line 3](file:///a%28.yaml#L3)\n\n`` x`y `` \\*'),
    'log-agent is a sidecar\n+ reads a``b · line 3\n\nx`y *',
  );
});
