import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { commentsOf } from '../../server/src/syntax/comments.js';
import { parseDocument } from '../../server/src/syntax/parse.js';

function commentsIn(text: string): string[] {
  return commentsOf(parseDocument(text)).map(({ value, span }) => {
    assert.ok(text.slice(span.start, span.end).startsWith('#'));
    assert.ok(!text.slice(span.start, span.end).includes('\n'));
    return value;
  });
}

test('comments stand anywhere but in scalars', () => {
  const text = `# first
%YAML 1.2 # directive
--- # marker
a: b # value
c: d#e "#f"
"#g": '# h' # quoted
i: | # header
  # text
j: [ # flow
  k # item
]
l: "m
  # n"
o: p
  q # folded
#last`;
  assert.deepEqual(commentsIn(text), [
    'first',
    'directive',
    'marker',
    'value',
    'quoted',
    'header',
    'flow',
    'item',
    'folded',
    'last',
  ]);
});

test('the text is that behind the number sign and one blank', () => {
  assert.deepEqual(commentsIn('#\n# \n#a\n##  b\n#  c  \n'), ['', '', 'a', '#  b', ' c']);
  assert.deepEqual(commentsIn('a: 1\t# b\r\n# c\r\n'), ['b', 'c']);
});

test('spans are exact', () => {
  const text = '\uFEFFa: 😀 # b\r\n';
  assert.deepEqual(commentsOf(parseDocument(text)), [{ value: 'b', span: { start: 7, end: 10 } }]);
});

test('a block scalar at the root may begin with a number sign', () => {
  assert.deepEqual(commentsIn('--- |\n# text\n'), []);
});

test('comments in templates, with their actions', () => {
  assert.deepEqual(commentsIn('a: {{ "#" }} # {{ .x }}\n{{/* # no */}}\n# c\n'), ['{{ .x }}', 'c']);
});

test('comments are read once, and from any text', () => {
  const document = parseDocument('a: "b # c\n# d\n[ # e');
  assert.equal(commentsOf(document), commentsOf(document));
  const part = fc.constantFrom(
    '#',
    ' # ',
    'a',
    ': ',
    '"',
    "'",
    '|',
    '\n',
    '\n  ',
    '[',
    '}',
    '\u001f',
    '\u0002',
    '&',
    '!',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      commentsOf(parseDocument(parts.join('')));
    }),
  );
});
