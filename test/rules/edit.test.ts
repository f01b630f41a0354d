import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asMap, entryOf, mapOf, seqOf } from '../../server/src/syntax/access.js';
import {
  addItem,
  appendItem,
  applyEdits,
  inOrder,
  insertEntry,
  insertEntryBefore,
  removeEntry,
  removeItem,
  replaceScalar,
  setIn,
} from '../../server/src/syntax/edit.js';
import { cutItem, pasteItem, pasteList } from '../../server/src/syntax/edit-move.js';
import type { YamlDocument, YamlMap, YamlPair, YamlSeq } from '../../server/src/syntax/nodes.js';
import { parseDocument } from '../../server/src/syntax/parse.js';
import type { TextEdit } from '../../server/src/syntax/span.js';

/** The text after an edit of its root map; fails where no edit is offered. */
function edited(
  text: string,
  edit: (document: YamlDocument, root: YamlMap) => TextEdit | undefined | (TextEdit | undefined)[],
) {
  const document = parseDocument(text);
  const root = asMap(document.root);
  assert.ok(root);
  const made = edit(document, root);
  const edits = inOrder(Array.isArray(made) ? made : [made]);
  assert.ok(edits.length > 0, 'an edit is offered');
  return applyEdits(text, edits);
}

function listOf(map: YamlMap, key: string): YamlSeq {
  const list = seqOf(map, key);
  assert.ok(list);
  return list;
}

function pairOf(map: YamlMap | undefined, key: string): YamlPair {
  const entry = entryOf(map, key);
  assert.ok(entry);
  return entry.pair;
}

test('an entry is added behind the last of the given keys, with the indentation of the file', () => {
  const text = 'spec:\n    name: web # the name\n    image: nginx\n';
  assert.equal(
    edited(text, (document, root) => {
      const spec = mapOf(root, 'spec');
      return spec && insertEntry(document, spec, 'limits', { memory: '1Gi', list: [1, { a: 'b' }] }, ['name']);
    }),
    'spec:\n    name: web # the name\n    limits:\n        memory: 1Gi\n        list:\n        - 1\n        - a: b\n    image: nginx\n',
  );
});

test('a word is written behind its key, before the comment there', () => {
  for (const [empty, filled] of [
    ['a:\n', 'a: off\n'],
    ['a: \n', 'a: off \n'],
    ['a: ~\n', 'a: off\n'],
    ['a: # why\n', 'a: off # why\n'],
    ['{a: }', '{a: off }'],
  ] as const) {
    assert.equal(
      edited(empty, (document, root) => setIn(document, root, ['a'], 'off')),
      filled.replace('off', '"off"'),
    );
  }
});

test('a comment that is indented more deeply stays with the entry above it', () => {
  assert.equal(
    edited('a:\n  b: 1\n  # c: 2\n# about d\nd: 1\n', (document, root) => insertEntry(document, root, 'x', 'z', ['a'])),
    'a:\n  b: 1\n  # c: 2\nx: z\n# about d\nd: 1\n',
  );
});

test('an entry is added at the end of a text without a last line break', () => {
  assert.equal(
    edited('a: 1', (document, root) => insertEntry(document, root, 'b', 2)),
    'a: 1\nb: 2',
  );
});

test('an entry behind a block scalar leaves its lines alone', () => {
  assert.equal(
    edited('a: |\n  one\n\nb: 1\n', (document, root) => insertEntry(document, root, 'x', 1, ['a'])),
    'a: |\n  one\nx: 1\n\nb: 1\n',
  );
  const kept = edited('a: |+\n  one\n\nb: 1\n', (document, root) => insertEntry(document, root, 'x', 1, ['a']));
  assert.equal(entryOf(asMap(parseDocument(kept).root), 'a')?.value?.kind, 'scalar');
  assert.equal(kept, 'a: |+\n  one\n\nx: 1\nb: 1\n');
});

test('an entry in front of another one stands above its comments', () => {
  assert.equal(
    edited('a: 1\n# about b\nb: 2\n', (document, root) => insertEntryBefore(document, root, 'b', 'x', ['z'])),
    'a: 1\nx:\n- z\n# about b\nb: 2\n',
  );
});

test('line endings are those of the file', () => {
  assert.equal(
    edited('a: 1\r\nb: 2\r\n', (document, root) => insertEntry(document, root, 'c', { d: 1 }, ['a'])),
    'a: 1\r\nc:\r\n  d: 1\r\nb: 2\r\n',
  );
});

test('flow style and JSON stay what they are', () => {
  assert.equal(
    edited('{a: 1, b: 2}\n', (document, root) => insertEntry(document, root, 'c', { d: [1, 'x y'] }, ['a'])),
    '{a: 1, c: {d: [1, "x y"]}, b: 2}\n',
  );
  const json = '{\n  "a": [\n    1\n  ],\n  "b": {}\n}\n';
  assert.deepEqual(JSON.parse(edited(json, (document, root) => insertEntry(document, root, 'c', { d: 'x' }))), {
    a: [1],
    b: {},
    c: { d: 'x' },
  });
  assert.equal(
    edited(json, (document, root) => setIn(document, root, ['b', 'd'], 'x')),
    '{\n  "a": [\n    1\n  ],\n  "b": {\n    "d": "x"\n  }\n}\n',
  );
  assert.equal(
    edited(json, (document, root) => addItem(document, root, 'a', 2)),
    '{\n  "a": [\n    1,\n    2\n  ],\n  "b": {}\n}\n',
  );
  assert.equal(
    edited('{"a": {}, "b": 1}', (document, root) => removeEntry(document, root, pairOf(root, 'a'))),
    '{"b": 1}',
  );
});

test('what holds nothing is filled', () => {
  for (const empty of ['a:', 'a: {}', 'a: ~', 'a: null # none'])
    assert.match(
      edited(`${empty}\nb: 1\n`, (document, root) => setIn(document, root, ['a', 'c', 'd'], 'e')),
      /^a:\n {2}c:\n {4}d: e( # none)?\nb: 1\n$/,
    );
  assert.equal(
    edited('a: []\nb:\n  - 1\n', (document, root) => addItem(document, root, 'a', { c: 'd' })),
    'a:\n  - c: d\nb:\n  - 1\n',
  );
});

test('an item is added as the last one is written', () => {
  assert.equal(
    edited('a:\n-   b: 1\n    c: 2\n', (document, root) => appendItem(document, listOf(root, 'a'), { b: 3, c: 4 })),
    'a:\n-   b: 1\n    c: 2\n-   b: 3\n    c: 4\n',
  );
  assert.equal(
    edited('a:\n  - {b: 1} # one\nd: 1\n', (document, root) => appendItem(document, listOf(root, 'a'), { b: 2 })),
    'a:\n  - {b: 1} # one\n  - {b: 2}\nd: 1\n',
  );
  assert.equal(
    edited('a: [1, 2] # x\n', (document, root) => appendItem(document, listOf(root, 'a'), 3)),
    'a: [1, 2, 3] # x\n',
  );
});

test('an own entry does not hide what a merge key brings', () => {
  const document = parseDocument('x: &x\n  list: [1]\ny:\n  <<: *x\n');
  const map = mapOf(asMap(document.root), 'y');
  assert.ok(map);
  assert.equal(addItem(document, map, 'list', 2), undefined);
  assert.equal(setIn(document, map, ['list', 'a'], 2), undefined);
});

test('an entry is removed with the comments right above it', () => {
  assert.equal(
    edited('a: 1\n\n# about b\nb:\n  c: 1 # gone\n  # gone too\n# about d\nd: 1\n', (document, root) =>
      removeEntry(document, root, pairOf(root, 'b')),
    ),
    'a: 1\n\n# about d\nd: 1\n',
  );
});

test('where the first entry of an item is removed, the next one takes its place behind the dash', () => {
  assert.equal(
    edited('a:\n- b: 1\n  c: 2\n', (document, root) => {
      const item = asMap(listOf(root, 'a').items[0]);
      return item && removeEntry(document, item, pairOf(item, 'b'));
    }),
    'a:\n- c: 2\n',
  );
});

test('an item is removed from a block and from a flow list', () => {
  assert.equal(
    edited('a:\n- 1\n# two\n- 2\n- 3\n', (document, root) => removeItem(document, listOf(root, 'a'), 1)),
    'a:\n- 1\n- 3\n',
  );
  assert.equal(
    edited('a: [1, 2, 3]\n', (document, root) => removeItem(document, listOf(root, 'a'), 0)),
    'a: [2, 3]\n',
  );
});

test('a scalar keeps its quotes', () => {
  for (const [before, after] of [
    ["a: 'x'", "a: 'it''s'"],
    ['a: "x"', 'a: "it\'s"'],
    ['a: x # c', 'a: "it\'s" # c'],
  ] as const) {
    const result = edited(before, (document, root) => {
      const value = entryOf(root, 'a')?.value;
      return value?.kind === 'scalar' ? replaceScalar(document, value, "it's") : undefined;
    });
    assert.equal(result, after);
  }
});

test('text that YAML would read as another type is quoted', () => {
  for (const text of ['yes', '08', '1.5', 'null', '~', '', 'a: b', '#x', '- x', '0x1F', '1_000', '*a', ' x'])
    assert.equal(
      edited('a: 1\n', (document, root) => insertEntry(document, root, 'b', text)),
      `a: 1\nb: ${JSON.stringify(text)}\n`,
    );
});

const LISTS = `spec:
  # the helpers
  init:
    - name: a
  # the others
  main:
    # about b
    - name: b # b
      args: |
        one
          two
    - name: c
`;

test('an item moves with its comments into another list', () => {
  assert.equal(
    edited(LISTS, (document, root) => {
      const spec = mapOf(root, 'spec');
      assert.ok(spec);
      const item = asMap(listOf(spec, 'main').items[0]);
      const cut = cutItem(document, listOf(spec, 'main'), 0, [item && insertEntry(document, item, 'x', 1, ['name'])]);
      assert.ok(cut);
      return [pasteItem(document, listOf(spec, 'init'), cut), cut.removal];
    }),
    `spec:
  # the helpers
  init:
    - name: a
    # about b
    - name: b # b
      x: 1
      args: |
        one
          two
  # the others
  main:
    - name: c
`,
  );
});

test('an item moves into a list that is made for it', () => {
  assert.equal(
    edited(LISTS, (document, root) => {
      const spec = mapOf(root, 'spec');
      assert.ok(spec);
      const cut = cutItem(document, listOf(spec, 'main'), 1, []);
      assert.ok(cut);
      return [pasteList(document, spec, 'main', 'new', cut), cut.removal];
    }),
    LISTS.replace('  # the others\n', '  new:\n    - name: c\n  # the others\n').replace(/ {4}- name: c\n$/, ''),
  );
  const json = '{"main": [{"name": "a"}, {"name": "b"}]}';
  assert.deepEqual(
    JSON.parse(
      edited(json, (document, root) => {
        const cut = cutItem(document, listOf(root, 'main'), 1, []);
        assert.ok(cut);
        return [pasteList(document, root, 'main', 'new', cut), cut.removal];
      }),
    ),
    { new: [{ name: 'b' }], main: [{ name: 'a' }] },
  );
});

test('edits that overlap are no edits; insertions at one place keep their order', () => {
  const insert = (at: number, newText: string) => ({ span: { start: at, end: at }, newText });
  assert.deepEqual(inOrder([insert(3, 'a'), insert(3, 'b'), insert(1, 'c')]), [insert(1, 'c'), insert(3, 'ab')]);
  assert.deepEqual(inOrder([{ span: { start: 0, end: 4 }, newText: '' }, insert(2, 'a')]), []);
  assert.deepEqual(inOrder([insert(2, 'a'), undefined]), []);
});
