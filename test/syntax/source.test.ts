import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  changeSource,
  offsetAt,
  openSource,
  partAt,
  positionAt,
  type SourceChange,
  textOf,
} from '../../server/src/syntax/source.js';
import { snapshot } from './trees.js';

const THREE = 'a: 1\n---\nb: 2\nc: 3\n---\nd: 4\n';

function open(text: string) {
  return openSource('file:///a.yaml', 1, text);
}

function change(line: number, from: number, to: number, text: string): SourceChange {
  return { range: { start: { line, character: from }, end: { line, character: to } }, text };
}

test('parts know where they start', () => {
  assert.deepEqual(
    open(THREE).parts.map(({ start, startLine }) => [start, startLine]),
    [
      [0, 0],
      [5, 1],
      [19, 4],
    ],
  );
});

test('documents that do not change are the same objects', () => {
  const before = open(THREE);
  const after = changeSource(before, 2, [change(2, 3, 4, '20')]);
  assert.equal(textOf(after), 'a: 1\n---\nb: 20\nc: 3\n---\nd: 4\n');
  assert.equal(after.version, 2);
  assert.equal(after.parts[0]?.document, before.parts[0]?.document);
  assert.notEqual(after.parts[1]?.document, before.parts[1]?.document);
  assert.equal(after.parts[2]?.document, before.parts[2]?.document);
  assert.equal(after.parts[2]?.start, 20);
});

test('a version is not changed by the next one', () => {
  const before = open(THREE);
  const picture = snapshot(before);
  changeSource(before, 2, [change(1, 0, 3, ''), { text: '' }]);
  assert.deepEqual(snapshot(before), picture);
});

test('a new text of the whole file keeps the documents that it has in common with the old one', () => {
  const before = open(THREE);
  const after = changeSource(before, 2, [{ text: THREE.replace('c: 3', 'c: 30') }]);
  assert.deepEqual(
    after.parts.map(({ document }, index) => document === before.parts[index]?.document),
    [true, false, true],
  );
});

test('a typed marker parts a document, a deleted one joins two', () => {
  const parted = changeSource(open(THREE), 2, [change(3, 0, 0, '---\n')]);
  assert.deepEqual(
    parted.parts.map(({ document }) => document.text),
    ['a: 1\n', '---\nb: 2\n', '---\nc: 3\n', '---\nd: 4\n'],
  );
  const joined = changeSource(parted, 3, [change(1, 0, 3, '')]);
  assert.deepEqual(
    joined.parts.map(({ document }) => document.text),
    ['a: 1\n\nb: 2\n', '---\nc: 3\n', '---\nd: 4\n'],
  );
});

test('a position outside the text is moved into it', () => {
  const text = 'a: 1\r\nb: 😀\r\n---\r\n';
  const source = open(text);
  const offset = (line: number, character: number) => offsetAt(source, { line, character });
  assert.equal(offset(0, 99), 4);
  assert.equal(offset(1, 3), 9);
  assert.equal(offset(1, 5), 11);
  assert.equal(offset(1, 6), 11);
  assert.equal(offset(3, 0), text.length);
  assert.equal(offset(99, 0), text.length);
  assert.equal(offset(-1, 5), 0);
  assert.equal(offset(0, -1), 0);
  assert.deepEqual(positionAt(source, -1), { line: 0, character: 0 });
  assert.deepEqual(positionAt(source, 99), { line: 3, character: 0 });
});

test('the part at an offset', () => {
  const source = open(THREE);
  assert.deepEqual(
    [-1, 0, 4, 5, 18, 19, THREE.length, 99].map((offset) =>
      source.parts.map(({ start }) => start).indexOf(partAt(source, offset)?.start ?? -1),
    ),
    [0, 0, 0, 1, 1, 2, 2, 2],
  );
});

const fragment = fc.constantFrom(
  ...[
    '---\n',
    '---',
    '--- |\n',
    '...\n',
    '...',
    '\n',
    '\r\n',
    '\r',
    '%YAML 1.1\n',
    '%TAG ! tag:x,2000:\n',
    '\uFEFF',
    '# c\n',
  ],
  ...[
    'a: 1\n',
    '  b: [x]\n',
    '- y\n',
    '"',
    "'",
    '|\n',
    '[',
    '}',
    ': ',
    '\t',
    '  ',
    '&a ',
    '*a',
    '😀',
    '{{ .x }}',
    '\u2028',
  ],
);
const text = fc.array(fragment, { maxLength: 30 }).map((fragments) => fragments.join(''));
const position = fc.record({ line: fc.integer({ min: 0, max: 15 }), character: fc.integer({ min: 0, max: 12 }) });
const edit: fc.Arbitrary<SourceChange> = fc.oneof(
  {
    weight: 15,
    arbitrary: fc.record({ range: fc.record({ start: position, end: position }), text: fc.oneof(fragment, text) }),
  },
  { weight: 10, arbitrary: fc.record({ range: position.map((at) => ({ start: at, end: at })), text: fragment }) },
  { weight: 1, arbitrary: fc.record({ text }) },
);

/** The edit in plain terms of the whole text: lines end at a line feed, with or without a carriage return before it. */
function applied(whole: string, { range, text: inserted }: SourceChange): string {
  if (!range) return inserted;
  const lines = whole.split('\n');
  const offset = ({ line, character }: { line: number; character: number }) => {
    if (line >= lines.length) return whole.length;
    const before = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
    const own = lines[line] ?? '';
    return before + Math.min(character, line < lines.length - 1 && own.endsWith('\r') ? own.length - 1 : own.length);
  };
  const [from = 0, to = 0] = [offset(range.start), offset(range.end)].sort((a, b) => a - b);
  return whole.slice(0, from) + inserted + whole.slice(to);
}

test('any edits give what opening the resulting text gives', () => {
  fc.assert(
    fc.property(text, fc.array(fc.array(edit, { maxLength: 3 }), { maxLength: 6 }), (first, versions) => {
      let source = open(first);
      let whole = first;
      for (const edits of versions) {
        whole = edits.reduce(applied, whole);
        source = changeSource(source, 1, edits);
        assert.equal(textOf(source), whole);
        assert.deepEqual(snapshot(source), snapshot(open(whole)));
      }
    }),
    { numRuns: 500 },
  );
});

test('positions and offsets are inverse, but for line breaks', () => {
  fc.assert(
    fc.property(text, (whole) => {
      const source = open(whole);
      for (let offset = 0; offset <= whole.length; offset++) {
        const back = offsetAt(source, positionAt(source, offset));
        assert.equal(back, whole.startsWith('\r\n', offset - 1) && offset > 0 ? offset - 1 : offset);
      }
    }),
  );
});
