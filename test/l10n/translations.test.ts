import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../../server/src/analysis/rules/index.js';
import { korean } from '../../server/src/features/l10n/ko/korean.js';
import { idsIn, messageOwners, ownersInSources } from './message-owners.js';

const english: ReadonlyMap<string, string> = new Map(
  messageOwners.flatMap(({ id, messages }) =>
    Object.entries(messages).map(([message, template]) => [`${id}.${message}`, template] as const),
  ),
);

test('every table of messages in the sources is among those that are checked, once', () => {
  const ids = messageOwners.map(({ id }) => id);
  assert.deepEqual([...ids].sort(), [...new Set(ids)].sort());
  assert.deepEqual(
    ownersInSources().filter((id) => !ids.includes(id)),
    [],
  );
});

test('a table of messages is seen in every form', () => {
  assert.deepEqual(idsIn(`const a = { id: 'one', messages: {} }; f({ id: 'two', meta: { messages: { x: 'y' } } });`), [
    'one',
    'two',
  ]);
  assert.deepEqual(idsIn(`const messages = {}; const b = { id: 'three', messages };`), ['three']);
  assert.deepEqual(idsIn(`const c = { message: { id: 'rename', args: {} } };`), []);
});

test('no rule has a message that would hide its title or its documentation', () => {
  const hiding = rules.filter(({ meta }) => 'title' in meta.messages || 'docs' in meta.messages);
  assert.deepEqual(hiding, []);
});

test('every message exists in Korean, and none is left over', () => {
  assert.deepEqual(
    [...english.keys()].filter((key) => korean[key] === undefined),
    [],
    'missing in l10n/ko',
  );
  assert.deepEqual(
    Object.keys(korean).filter((key) => !english.has(key)),
    [],
    'left over in l10n/ko',
  );
});

test('translations have the places of the English templates', () => {
  for (const [key, template] of english) assert.deepEqual(placesIn(korean[key] ?? ''), placesIn(template), key);
});

test('translations keep what is code', () => {
  for (const [key, template] of english) assert.deepEqual(codeIn(korean[key] ?? ''), codeIn(template), key);
});

test('a template with words is Korean', () => {
  for (const [key, template] of english) {
    const words = template.replace(/\{\w+\}/g, '');
    if (/[a-z]/i.test(words)) assert.match(korean[key] ?? '', /\p{Script=Hangul}/u, key);
  }
});

/** What stands in a place may end in a vowel or a consonant, so a particle that depends on it goes with a noun after it. */
test('no particle depends on what stands in a place', () => {
  const particle = /\}'?(?:은|는|이|가|을|를|과|와|으로|로|이나|나|이면|면)(?![\p{Script=Hangul}])/u;
  for (const [key, template] of Object.entries(korean)) assert.doesNotMatch(template, particle, key);
});

/** The places of a template, in any order, each as often as it stands there. */
function placesIn(template: string): readonly string[] {
  return [...template.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
}

/** What stands in backquotes: fields, values and names of Kubernetes. */
function codeIn(template: string): readonly string[] {
  return [...new Set([...template.matchAll(/`[^`]+`/g)].map(([code]) => code))].sort();
}
