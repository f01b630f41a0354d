import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { splitPieces } from '../../server/src/syntax/split.js';

/** Pieces that a text is cut into; the text is all of them. */
const CASES: Readonly<Record<string, readonly string[]>> = {
  'an empty file': [''],
  'one document without a marker': ['a: 1\n'],
  'a marker without a line break at the end': ['a\n', '---'],
  'a marker at the very start': ['---\na: 1\n', '---\nb: 2\n'],
  'documents that are empty': ['---\n', '---\n', '---\n'],
  'a comment before the first marker': ['# c\n\n---\na\n', '---\nb\n'],
  'directives before their document': [
    '%YAML 1.2\n# c\n---\na\n...\n',
    '%TAG ! tag:x,2000:\n---\n!foo b\n',
    '---\nc\n',
  ],
  'a percent sign inside a document': ['a: 1\n%YAML 1.2\n', '---\nb\n'],
  'comments behind a document': ['a\n# d\n\n', '---\nb\n'],
  'the end marker': ['a\n...\n', 'b\n'],
  'the end marker at the end': ['a\n...\n'],
  'comments behind an end marker': ['a\n...\n', '# c\n'],
  'end markers one after the other': ['a\n...\n# c\n...\n...\n', 'b\n'],
  'an end marker and a marker': ['a\n...\n', '# c\n---\nb\n'],
  'an end marker without a document': ['...\na\n', '---\nb\n'],
  'content on the marker line': ['--- a: 1\n', '--- "x"\n', '--- >\n f\n', '---\ta\n'],
  'markers that are none': ['----\na\n---x\n ---\n-- -\n...x\n'],
  'markers inside scalars and flows': ['a: |\n  x\n', '---\nc: "x\n', '---\ny"\n', '--- [1,\n', '---\n2]\n'],
  'windows line breaks': ['a: 1\r\n', '---\r\nb: 2\r\n...\r\n', 'c: 3\r\n'],
  'no other line breaks': ['a: 1\r---\rb: "x\u2028---\u2028y"\r'],
  'a byte order mark': ['\uFEFF---\na: 1\n', '---\nb\n'],
  'a byte order mark and a comment': ['\uFEFF# c\n---\na\n', '---\nb\n'],
  'a byte order mark in the middle': ['a\n...\n', '\uFEFF# c\n---\nb\n'],
  'YAML 1.1, whose directive holds for one document too': ['%YAML 1.1\n---\na: yes\n', '---\nb: yes\n'],
};

for (const [name, pieces] of Object.entries(CASES)) {
  test(`splits ${name}`, () => {
    assert.deepEqual(splitPieces(pieces.join('')), pieces);
  });
}

test('pieces joined are the text, and none but that of an empty text is empty', () => {
  const line = fc.constantFrom(
    '---',
    '...',
    '--- a',
    '%YAML 1.1',
    '# c',
    'a: 1',
    '',
    ' ',
    '\uFEFF',
    '\uFEFF---',
    '...\t',
  );
  const lineBreak = fc.constantFrom('\n', '\r\n', '\r');
  const lines = fc.array(fc.tuple(line, lineBreak).map((each) => each.join('')));
  fc.assert(
    fc.property(
      fc.oneof(
        lines.map((each) => each.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        const pieces = splitPieces(text);
        assert.equal(pieces.join(''), text);
        assert.ok(text === '' || pieces.every((piece) => piece !== ''));
      },
    ),
  );
});
