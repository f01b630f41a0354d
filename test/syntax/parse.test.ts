import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { asMap, nodeOf, stringOf } from '../../server/src/syntax/access.js';
import type { YamlContent } from '../../server/src/syntax/nodes.js';
import { parseDocument } from '../../server/src/syntax/parse.js';
import { openSource } from '../../server/src/syntax/source.js';
import { codesOf, problemTexts, valuesOf } from './trees.js';

/** The text of a document under the span of each map, list, scalar and key, in order. */
function spanTexts(text: string): string[] {
  const cut = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  const walk = (content: YamlContent | undefined): string[] => {
    if (!content) return [];
    if (content.kind === 'seq') return [cut(content.span), ...content.items.flatMap(walk)];
    if (content.kind !== 'map') return [cut(content.span)];
    return [cut(content.span), ...content.pairs.flatMap(({ keySpan, value }) => [cut(keySpan), ...walk(value)])];
  };
  return walk(parseDocument(text).root);
}

test('spans are exact, and those of blocks end with their last value', () => {
  assert.deepEqual(spanTexts('a: &x "1" # c\nb:\n  - c: >\n      d\n  - [ e ]\n\n# f\ng:\n'), [
    'a: &x "1" # c\nb:\n  - c: >\n      d\n  - [ e ]\n\n# f\ng:',
    'a',
    '"1"',
    'b',
    '- c: >\n      d\n  - [ e ]',
    'c: >\n      d\n',
    'c',
    '>\n      d\n',
    '[ e ]',
    'e',
    'g',
  ]);
});

test('offsets count the byte order mark and both characters of a line break and of a surrogate pair', () => {
  assert.deepEqual(spanTexts('\uFEFFa: 😀\r\nb: c\r\n'), ['a: 😀\r\nb: c', 'a', '😀', 'b', 'c']);
});

test('every style of scalar keeps its text', () => {
  const text =
    "plain: a\n  b\nsingle: 'it''s'\ndouble: \"a\\tb\"\nliteral: |-\n  a\n  b\nfolded: >-\n  a\n  b\nnumber: 0777\n";
  const { root } = parseDocument(text);
  assert.deepEqual(
    asMap(root)?.pairs.map(({ value }) => value?.kind === 'scalar' && [value.style, value.source, value.value]),
    [
      ['plain', 'a b', 'a b'],
      ['single', "it's", "it's"],
      ['double', 'a\tb', 'a\tb'],
      ['literal', 'a\nb', 'a\nb'],
      ['folded', 'a b', 'a b'],
      ['plain', '0777', 511],
    ],
  );
});

test('any tag is accepted and decides about scalars', () => {
  assert.deepEqual(valuesOf('a: !!str 1\nb: !!int "1"\nc: !custom 1\nd: !own {e: !!set {f}}\ng: !!str\nh: ! 1\n'), {
    a: '1',
    b: 1,
    c: '1',
    d: { e: { f: undefined } },
    g: '',
    h: '1',
  });
  assert.deepEqual(codesOf('a: !!int "1"\nb: !custom [1]\n'), []);
});

test('JSON is read, also where tabs indent it', () => {
  assert.deepEqual(valuesOf('{\n\t"a": [\n\t\t{"b": "c\\n", "d": 1e3},\n\t\tnull\n\t]\n}\n'), {
    a: [{ b: 'c\n', d: 1000 }, null],
  });
  assert.deepEqual(codesOf('{\n\t"a": [\n\t\t1\n\t]\n}\n'), []);
});

test('a document without content has no root and no problem', () => {
  for (const text of ['', '\n', '# c\n', '---\n', '---\n# c\n', '\uFEFF', '%YAML 1.2\n---\n']) {
    assert.equal(parseDocument(text).root, undefined);
    assert.deepEqual(parseDocument(text).problems, []);
  }
});

test('a tab before a comment is no problem', () => {
  assert.deepEqual(codesOf('a: 1\t# c\n'), []);
});

test('a key that stands twice is a problem at its second place, `<<` is none', () => {
  assert.deepEqual(codesOf('a: 1\nb: {c: 1, "c": 2}\na: 3\n'), ['DUPLICATE_KEY', 'DUPLICATE_KEY']);
  assert.deepEqual(problemTexts('a: 1\nb: {c: 1, "c": 2}\na: 3\n'), ['"c"', 'a']);
  assert.deepEqual(codesOf('x: &x {a: 1}\ny: &y {b: 1}\nz:\n  <<: *x\n  <<: *y\n'), []);
});

test('an alias leads to the node of the latest anchor before it, always the same object', () => {
  const root = asMap(parseDocument('a: &x {k: 1}\nb: *x\nc: &x {k: 2}\nd: *x\ne: *x\n').root);
  assert.equal(nodeOf(root, 'b'), nodeOf(root, 'a'));
  assert.equal(nodeOf(root, 'd'), nodeOf(root, 'c'));
  assert.equal(nodeOf(root, 'e'), nodeOf(root, 'd'));
});

test('an alias without an anchor before it is a problem', () => {
  const text = 'a: *x\nb: &x 1\nc: *y\n';
  assert.deepEqual(codesOf(text), ['BAD_ALIAS', 'BAD_ALIAS']);
  assert.deepEqual(problemTexts(text), ['*x', '*y']);
});

test('an alias inside its own anchor ends where it is looked at', () => {
  const root = asMap(parseDocument('a: &x\n  b: *x\n').root);
  const inner = asMap(nodeOf(root, 'a'));
  assert.equal(nodeOf(inner, 'b'), inner);
});

test('nested aliases cost what their text costs', () => {
  const levels = Array.from(
    { length: 60 },
    (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(9)}]\n`,
  );
  const { root, problems } = parseDocument(`l0: &l0 lol\n${levels.join('')}`);
  assert.deepEqual(problems, []);
  assert.equal(asMap(root)?.pairs.length, 61);
});

test('nesting without end is a problem, not a crash', () => {
  for (const opening of ['[', '{a: ', '- ', '? ', '[{a: ', '!t [', '"a": [']) {
    for (const levels of [1_000, 5_000, 20_000]) {
      const { problems } = parseDocument(opening.repeat(levels));
      assert.deepEqual([opening, problems.length, problems[0]?.code], [opening, 1, 'RESOURCE_EXHAUSTION']);
    }
  }
});

test('brackets in a text and columns far to the right are no nesting', () => {
  const brackets = '[{'.repeat(1_000);
  const { root, problems } = parseDocument(`a: "${brackets}"\nb:\n${' '.repeat(1_000)}c: '${brackets}'\n`);
  assert.deepEqual(problems, []);
  assert.equal(stringOf(asMap(root), 'a')?.value, brackets);
});

test('a megabyte of text in one scalar stays whole', () => {
  const lines = 'some text: [ that " is no YAML\n'.repeat(35_000);
  const { root, problems } = parseDocument(`data:\n  a: |\n${lines.replaceAll(/^/gm, '    ').trimEnd()}\n  b: 1\n`);
  const data = asMap(nodeOf(asMap(root), 'data'));
  const text = nodeOf(data, 'a');
  assert.deepEqual(problems, []);
  assert.equal(text?.kind === 'scalar' && text.value, lines);
  assert.equal(data?.pairs.length, 2);
});

test('nothing is parsed until it is asked for, and then once', () => {
  const document = parseDocument('a: 1\n');
  assert.equal(document.root, document.root);
  assert.equal(document.problems, document.problems);
});

test('no text throws', () => {
  const noise = fc.array(
    fc.constantFrom(
      ...[
        'a',
        ': ',
        '- ',
        '? ',
        '\n',
        '\n  ',
        '\n    ',
        '"',
        "'",
        '\\',
        '[',
        ']',
        '{',
        '}',
        ',',
        '#',
        ' #',
        '|',
        '>-',
        '&a ',
        '*a',
      ],
      ...[
        '!',
        '!!int ',
        '!<x> ',
        '%TAG ',
        '---\n',
        '...\n',
        '\t',
        '\r',
        '\uFEFF',
        '{{',
        '}}',
        '{{ if }}',
        '<<: ',
        '\u0000',
        '\uD800',
      ],
    ),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        noise.map((each) => each.join('')),
        fc.string({ unit: 'binary', maxLength: 200 }),
      ),
      (text) => {
        for (const { document } of openSource('', 1, text).parts) {
          const { length } = document.text;
          for (const { span } of document.problems)
            assert.ok(
              0 <= span.start && span.start <= span.end && span.end <= length,
              JSON.stringify({ span, length }),
            );
          assert.equal(typeof document.templated, 'boolean');
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test('pieces of a well-formed file are read as the whole file is', () => {
  const scalar = fc.constantFrom(
    'x',
    '"y z"',
    "'--- '",
    '12',
    '|\n  --- x\n  y',
    '[a, {b: c}]',
    '&a z',
    '!!str 5',
    '😀',
    '>-\n  f\n\n  g',
  );
  const entries = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), scalar), {
    selector: ([key]) => key,
    minLength: 1,
  });
  const map = entries.map((pairs) => pairs.map(([key, value]) => `${key}: ${value}\n`).join(''));
  const separator = fc.constantFrom(
    '---\n',
    '# c\n---\n',
    '...\n---\n',
    '...\n%YAML 1.2\n---\n',
    '--- # c\n',
    '...\n# c\n\n---\n',
  );
  const stream = fc
    .tuple(map, fc.array(fc.tuple(separator, map).map((each) => each.join(''))))
    .map(([first, rest]) => first + rest.join(''));
  fc.assert(
    fc.property(stream, fc.boolean(), (lines, windows) => {
      const text = windows ? lines.replaceAll('\n', '\r\n') : lines;
      const whole = parseAllDocuments(text, { schema: 'failsafe', logLevel: 'silent' });
      assert.deepEqual(
        openSource('', 1, text).parts.map(({ start, document }) => keysOf(document.root).map((key) => key + start)),
        [...whole].map(({ contents }) => (contents && 'items' in contents ? contents.items : []).map(keyOffset)),
      );
    }),
  );
});

function keysOf(content: YamlContent | undefined): number[] {
  return asMap(content)?.pairs.map(({ keySpan }) => keySpan.start) ?? [];
}

function keyOffset(item: unknown): number {
  const { key } = item as { key: { range: [number, number, number] } };
  return key.range[0];
}
