import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import ts from 'typescript';

const english = readTexts('package.nls.json');
const korean = readTexts('package.nls.ko.json');

test('every text of the manifest exists, and none is left over', () => {
  const used = [...readFileSync('package.json', 'utf8').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
  assert.deepEqual(Object.keys(english).sort(), [...new Set(used)].sort());
});

test('the manifest has every text in Korean', () => {
  assert.deepEqual(Object.keys(korean).sort(), Object.keys(english).sort());
});

test('every text of the client has a Korean one, and none is left over', () => {
  const bundle = readTexts('l10n/bundle.l10n.ko.json');
  assert.deepEqual(Object.keys(bundle).sort(), [...new Set(clientTexts())].sort());
});

test('translations keep what is code, and every place', () => {
  const pairs = Object.entries(english).map(([key, text]) => [text, korean[key] ?? ''] as const);
  for (const [text, translation] of [...pairs, ...Object.entries(readTexts('l10n/bundle.l10n.ko.json'))]) {
    assert.deepEqual(codeIn(translation), codeIn(text), translation);
  }
});

/** Texts in backquotes and `{0}` places, in any order. */
function codeIn(text: string): readonly string[] {
  return [...text.matchAll(/`[^`]*`|\{\d+\}/g)].map(([code]) => code).sort();
}

/** The first argument of every `l10n.t(…)`, which has to be a plain string so that it can be translated. */
function clientTexts(): readonly string[] {
  return readdirSync('client/src').flatMap((name) => {
    const source = ts.createSourceFile(name, readFileSync(`client/src/${name}`, 'utf8'), ts.ScriptTarget.ES2022, true);
    return textsUnder(source);
  });
}

function textsUnder(node: ts.Node): readonly string[] {
  const nested = node.getChildren().flatMap(textsUnder);
  if (!ts.isCallExpression(node) || node.expression.getText() !== 'l10n.t') return nested;
  const [text] = node.arguments;
  assert.ok(text && ts.isStringLiteral(text), node.getText());
  return [text.text, ...nested];
}

function readTexts(file: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(file, 'utf8'));
}
