import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DOCUMENT_SELECTOR, isServed, LANGUAGES } from '../../client/src/document-languages.js';

test('documents are served wherever they lie', () => {
  for (const scheme of ['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'memfs']) {
    assert.equal(isServed('yaml', scheme), true, scheme);
  }
  assert.ok(DOCUMENT_SELECTOR.every((filter) => Object.keys(filter).join() === 'language'));
});

test('other languages and older states of a file are not served', () => {
  assert.equal(isServed('dockercompose', 'file'), false);
  assert.equal(isServed('yaml', 'git'), false);
});

test('every language activates the extension', async () => {
  const { readFileSync } = await import('node:fs');
  const { activationEvents } = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.deepEqual(
    activationEvents,
    LANGUAGES.map((language) => `onLanguage:${language}`),
  );
});
