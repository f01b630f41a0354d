import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asMap, nodeOf } from '../../server/src/syntax/access.js';
import { parseDocument } from '../../server/src/syntax/parse.js';
import { codesOf, type Plain, problemTexts, valuesOf } from './trees.js';

function manifest(line: string): string {
  return `spec:
  containers:
    - name: web
      image: nginx
      ${line}
      args: [x]
    - name: agent
      image: fluentd
  volumes: []
`;
}

function expected(own: { [key: string]: Plain } = {}): Plain {
  const web = { name: 'web', image: 'nginx', ...own, args: ['x'] };
  return { spec: { containers: [web, { name: 'agent', image: 'fluentd' }], volumes: [] } };
}

/** Lines as they stand while somebody types, with what is left of them in the container. */
const HALF_TYPED: Readonly<Record<string, { [key: string]: Plain }>> = {
  ima: {},
  'foo:bar': {},
  '"ima': {},
  'stdin: "tr': { stdin: 'tr' },
  "stdin: 'tr": { stdin: 'tr' },
  'env: [a, b': { env: ['a', 'b'] },
  'env: {a: 1': { env: { a: 1 } },
  'env: ["a", "b': { env: ['a', 'b'] },
  '- x': {},
  '- name: "x': {},
  'tty: a: b': { tty: undefined },
  '}': {},
  ']': {},
  'tty: "a" b': { tty: 'a' },
  'tty: - a': { tty: undefined },
  'tty: @x': { tty: '@x' },
  'tty:': { tty: undefined },
  'tty: |': { tty: '' },
  '\ttty: 1': { tty: 1 },
};

for (const [line, left] of Object.entries(HALF_TYPED)) {
  test(`the half-typed line ${JSON.stringify(line)} leaves what is around it`, () => {
    assert.deepEqual(valuesOf(manifest(line)), expected(left));
  });
}

test('a half-typed line is one problem, on its own line', () => {
  for (const line of ['ima', '"ima', 'stdin: "tr', '- x', '}', 'tty: a: b'])
    assert.deepEqual([line, problemTexts(manifest(line)).length], [line, 1]);
  assert.deepEqual(problemTexts(manifest('ima')), ['ima']);
  assert.deepEqual(problemTexts(manifest('stdin: "tr')), ['"tr']);
  assert.deepEqual(problemTexts(manifest('env: [a, b')), ['[a, b']);
});

test('a quote that is not closed does not take the next one along', () => {
  const text = 'env:\n  - name: A\n    value: "a\n  - name: B\n    value: "b"\n  - name: C\n    value: "c"\n';
  assert.deepEqual(valuesOf(text), {
    env: [
      { name: 'A', value: 'a' },
      { name: 'B', value: 'b' },
      { name: 'C', value: 'c' },
    ],
  });
});

test('a word between list items, or at the line start, leaves the list', () => {
  const list = [{ name: 'web' }, { name: 'agent' }];
  for (const word of ['    ima', 'ima', '    -ima'])
    assert.deepEqual(valuesOf(`containers:\n    - name: web\n${word}\n    - name: agent\n`), { containers: list });
});

test('two broken places are two problems', () => {
  const text = manifest('ima') + manifest('ima').replace('spec', 'more');
  assert.deepEqual(problemTexts(text), ['ima', 'ima']);
  assert.deepEqual(valuesOf(text), { ...(expected() as object), more: (expected() as { spec: Plain }).spec });
});

test('spans hold behind a repaired place', () => {
  const text = manifest('ima');
  const spec = asMap(nodeOf(asMap(parseDocument(text).root), 'spec'));
  const volumes = spec?.pairs.at(-1);
  assert.equal(volumes && text.slice(volumes.keySpan.start, volumes.keySpan.end), 'volumes');
});

test('quotes and brackets that go on with too little indentation are accepted, as kubectl does', () => {
  const accepted = [
    'a:\n  - s: "foo\n  bar"\n  - s: x\n',
    'a:\n  - s: "foo\nbar" # c\n  - s: x\n',
    "a:\n  - s: 'foo\n  bar'\n  - s: x\n",
    "a:\n  - s: 'foo\r\n  bar'\r\n  - s: x\r\n",
    'a:\n  - s: "foo \\\n   bar"\n  - s: x\n',
  ];
  for (const text of accepted) {
    assert.deepEqual(codesOf(text), []);
    assert.deepEqual(valuesOf(text), { a: [{ s: 'foo bar' }, { s: 'x' }] });
  }
  const flows = ['a:\n  b: [\n  "x", # c "\n  y z\n]\n  c: 1\n', "a:\n  b: [\n'x',\ny\n  z]\n  c: 1\n"];
  for (const text of flows) {
    assert.deepEqual(codesOf(text), []);
    assert.deepEqual(valuesOf(text), { a: { b: ['x', 'y z'], c: 1 } });
  }
  const doubled = "a:\n  - s: 'is ''x''\n  or y'\n  - s: x\n";
  assert.deepEqual(codesOf(doubled), []);
  assert.deepEqual(valuesOf(doubled), { a: [{ s: "is 'x' or y" }, { s: 'x' }] });
});

test('text that is no YAML gives a few problems', () => {
  const { problems } = parseDocument('} ] : { "\n'.repeat(200));
  assert.ok(problems.length > 0 && problems.length <= 20);
});
