import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  asMap,
  booleanOf,
  entriesOf,
  entryOf,
  mapOf,
  mapsOf,
  numberOf,
  stringOf,
  stringsOf,
} from '../../server/src/syntax/access.js';
import type { YamlMap } from '../../server/src/syntax/nodes.js';
import { parseDocument } from '../../server/src/syntax/parse.js';

function mapIn(text: string): YamlMap {
  const map = asMap(parseDocument(text).root);
  assert.ok(map);
  return map;
}

test('values come with their spans, and none of another type', () => {
  const map = mapIn('a: text\nb: 0x10\nc: yes\n');
  assert.deepEqual(stringOf(map, 'a'), { value: 'text', span: { start: 3, end: 7 } });
  assert.deepEqual(numberOf(map, 'b'), { value: 16, span: { start: 11, end: 15 } });
  assert.deepEqual(booleanOf(map, 'c'), { value: true, span: { start: 19, end: 22 } });
  assert.equal(stringOf(map, 'b'), undefined);
  assert.equal(numberOf(map, 'z'), undefined);
});

test('the last of equal keys counts', () => {
  assert.equal(numberOf(mapIn('a: 1\na: 2\n'), 'a')?.value, 2);
});

test('lists give the items that fit, with their places', () => {
  const map = mapIn('a: [x, {b: 1}, null, 5, *none]\nc: [x, 5, yes, ~, [y]]\n');
  assert.deepEqual(
    mapsOf(map, 'a').map(({ index, node }) => [index, node.pairs.length]),
    [[1, 1]],
  );
  assert.deepEqual(
    stringsOf(map, 'c').map(({ value }) => value),
    ['x', '5', 'yes'],
  );
});

const MERGES = `
base: &base {a: base, b: base, c: base}
other: &other {b: other, d: other}
own: {<<: *base, a: own}
list: {<<: [*other, *base], a: own}
deep: &deep {<<: *base, d: deep}
deeper: {<<: *deep}
inline: {<<: {a: inline}}
`;

test('merge keys: own keys first, then the first of a list, through every level', () => {
  const root = mapIn(MERGES);
  const value = (map: string, key: string) => stringOf(mapOf(root, map), key)?.value;
  assert.deepEqual(
    ['a', 'b'].map((key) => value('own', key)),
    ['own', 'base'],
  );
  assert.deepEqual(
    ['a', 'b', 'c', 'd'].map((key) => value('list', key)),
    ['own', 'other', 'base', 'other'],
  );
  assert.deepEqual(
    ['a', 'd'].map((key) => value('deeper', key)),
    ['base', 'deep'],
  );
  assert.equal(value('inline', 'a'), 'inline');
  assert.equal(value('own', 'd'), undefined);
});

test('all entries of a map, each key once', () => {
  const entries = entriesOf(mapOf(mapIn(MERGES), 'list'));
  assert.deepEqual(
    entries.map(({ pair, value }) => [pair.key, value?.kind === 'scalar' && value.value]),
    [
      ['a', 'own'],
      ['b', 'other'],
      ['d', 'other'],
      ['c', 'base'],
    ],
  );
  assert.deepEqual(entriesOf(undefined), []);
});

test('a merged entry is the pair in the map that it comes from', () => {
  const root = mapIn(MERGES);
  assert.equal(entryOf(mapOf(root, 'own'), 'b')?.pair, mapOf(root, 'base')?.pairs[1]);
});

test('maps that merge each other many times, or themselves, are looked at once', () => {
  const level = (index: number) => `l${index}: &l${index} {<<: [${`*l${index - 1},`.repeat(20)}]}\n`;
  const root = mapIn(
    `l0: &l0 {}\n${Array.from({ length: 50 }, (_, index) => level(index + 1)).join('')}x: &x {<<: *x}\n`,
  );
  assert.equal(entryOf(mapOf(root, 'l50'), 'a'), undefined);
  assert.equal(entryOf(mapOf(root, 'x'), 'a'), undefined);
});
