import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { hoverAt, hoverMessages } from '../../server/src/features/hover/hover.js';
import { openSource } from '../../server/src/syntax/source.js';

const FOLDERS = ['samples', 'test/fixtures'];

function manifestsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ya?ml|json)$/.test(name))
    .map((name) => join(folder, name));
}

/** Hovers at every offset; every answer must lie around its offset and say something. */
function hoverEverywhere(text: string): number {
  const source = openSource('file:///test.yaml', 1, text);
  let answers = 0;
  for (let offset = 0; offset <= text.length; offset++) {
    const hover = hoverAt(source, offset);
    if (!hover) continue;
    answers += 1;
    assert.ok(hover.span.start <= offset && offset <= hover.span.end, `${offset} in ${JSON.stringify(hover.span)}`);
    assert.ok(hover.markdown.length > 0);
    assert.ok(!/\{\w+\}/.test(hover.markdown.replace(/`[^`]*`/g, '')), `no open place in\n${hover.markdown}`);
  }
  return answers;
}

for (const folder of FOLDERS) {
  test(`a hover at every offset of ${folder}`, () => {
    for (const file of manifestsIn(folder)) {
      assert.doesNotThrow(() => hoverEverywhere(readFileSync(file, 'utf8')), file);
    }
  });
}

const BLOCKS = [
  'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n',
  '  containers:\n',
  '  initContainers:\n',
  '  volumes:\n',
  '  - name: web\n',
  '    image: nginx\n',
  '    restartPolicy: Always\n',
  '    resources: {limits: {cpu: 1, memory: *x}}\n',
  '    ports: [{containerPort: 80, name: http}, &x 5]\n',
  '    livenessProbe: {httpGet: {port: http}, periodSeconds: .5}\n',
  '    volumeMounts: [{name: web, mountPath: }]\n',
  '    <<: *x\n',
  '---\n',
  '{{ if }}\n',
  '\t"\r\n',
];

test('a hover at every offset of broken manifests', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...BLOCKS), { maxLength: 14 }), (blocks) => {
      hoverEverywhere(blocks.join(''));
    }),
    { numRuns: 60 },
  );
});

test('a hover outside the text is none', () => {
  const source = openSource('file:///test.yaml', 1, 'apiVersion: v1\nkind: Pod\nspec: {}\n');
  for (const offset of [-1, 1e9, Number.NaN]) assert.equal(hoverAt(source, offset), undefined);
  assert.equal(hoverAt(openSource('file:///empty.yaml', 1, ''), 0), undefined);
});

test('every table of messages has an id of its own', () => {
  const ids = hoverMessages.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
});
