import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';

/** What the files of each folder may import beside files of the same folder: folders, then packages. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  'server/src/syntax': ['yaml'],
  'server/src/analysis': ['server/src/syntax'],
  'server/src/features': ['server/src/analysis', 'server/src/syntax', 'picomatch/posix.js'],
  'server/src/lsp': [
    'server/src/features',
    'server/src/analysis',
    'server/src/syntax',
    'vscode-languageserver',
    'vscode-languageserver/node',
    'vscode-languageserver/browser',
    'node:fs/promises',
    'node:path',
    'tinyglobby',
  ],
  'server/src/cli': [
    'server/src/features',
    'server/src/analysis',
    'server/src/syntax',
    'node:*',
    'tinyglobby',
    'write-file-atomic',
  ],
  'client/src': [
    'server/src/lsp/protocol.ts',
    'vscode',
    'vscode-languageclient',
    'vscode-languageclient/node',
    'vscode-languageclient/browser',
  ],
};

/** Files that stand beside each other and must not know each other: what two of them need goes one step down. */
const INDEPENDENT = [
  'server/src/analysis/rules',
  'server/src/analysis/roles/evidence',
  'server/src/analysis/contracts/needs',
];

for (const [layer, allowed] of Object.entries(LAYERS)) {
  test(`${layer} imports only what stands below it`, () => {
    const wrong = importsUnder(layer).filter(
      ({ target }) =>
        !isUnder(target, layer) && !allowed.some((each) => isUnder(target, each) || matches(target, each)),
    );
    assert.deepEqual(wrong, []);
  });
}

for (const folder of INDEPENDENT) {
  test(`no file of ${folder} imports another one of its kind`, () => {
    const wrong = importsUnder(folder).filter(
      ({ file, target }) => isUnder(target, folder) && !isList(file) && target !== `${folder}/rule.ts`,
    );
    assert.deepEqual(wrong, []);
  });
}

test('the guard sees imports in every form', () => {
  const forms = `import 'a'; import b from 'b'; export * from 'c'; import type { D } from 'd'; const e = import('e');`;
  assert.deepEqual(importedNames(forms), ['a', 'b', 'c', 'd', 'e']);
});

/** Only the lists of a folder and of its groups know their members. */
function isList(file: string): boolean {
  return file.endsWith('/index.ts');
}

function importsUnder(folder: string): { file: string; target: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const file = join(folder, name);
      return importedNames(readFileSync(file, 'utf8')).map((target) => ({ file, target: resolved(file, target) }));
    });
}

/** A relative import as a path from the project's root; a package as it is named. */
function resolved(file: string, name: string): string {
  return name.startsWith('.') ? relative('.', join(dirname(file), name)).replace(/\.js$/, '.ts') : name;
}

function importedNames(text: string): string[] {
  return ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
}

function isUnder(target: string, folder: string): boolean {
  return target.startsWith(`${folder}/`);
}

function matches(target: string, pattern: string): boolean {
  return pattern.endsWith('*') ? target.startsWith(pattern.slice(0, -1)) : target === pattern;
}
