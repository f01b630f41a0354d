import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  isLabelName,
  isLabelValue,
  isPortName,
  isQualifiedName,
  isSubdomain,
  nearestLabel,
  nearestSubdomain,
} from '../../server/src/analysis/conditions/names.js';

/** What is accepted and what is not, for each kind of name. */
const CASES: readonly (readonly [(text: string) => boolean, readonly string[], readonly string[]])[] = [
  [isLabelName, ['a', '1', 'a-1', 'a--b', 'x'.repeat(63)], ['', 'A', 'a_b', 'a.b', '-a', 'a-', 'x'.repeat(64)]],
  [isSubdomain, ['a', 'a.b', '1.2-3', 'x'.repeat(253)], ['', '.a', 'a.', 'a..b', 'a-.b', 'A.b', 'x'.repeat(254)]],
  [
    isQualifiedName,
    ['a', 'A_b.C', 'example.com/a', `example.com/${'x'.repeat(63)}`],
    ['', '-a', 'a b', 'a/b/c', 'Example.com/a', '/a', 'a/', 'x'.repeat(64)],
  ],
  [isLabelValue, ['', 'a', 'A_b.c-1'], ['-a', 'a_', 'a b', 'x'.repeat(64)]],
  [isPortName, ['http', 'a', '8080x', 'x'.repeat(15)], ['', '8080', 'Http', 'a--b', '-a', 'a_b', 'x'.repeat(16)]],
];

for (const [accepts, good, bad] of CASES) {
  test(`${accepts.name} knows what the API server takes`, () => {
    for (const text of good) assert.ok(accepts(text), `'${text}' is one`);
    for (const text of bad) assert.ok(!accepts(text), `'${text}' is none`);
  });
}

test('the nearest name is a valid one, another than what was given', () => {
  assert.equal(nearestLabel('Site_Content'), 'site-content');
  assert.equal(nearestSubdomain('_Web.Example-'), 'web.example');
  assert.equal(nearestLabel('site'), undefined);
  assert.equal(nearestLabel('___'), undefined);
  fc.assert(
    fc.property(fc.string(), (text) => {
      const label = nearestLabel(text);
      const name = nearestSubdomain(text);
      return (
        (label === undefined || isLabelName(label)) && (name === undefined || (isSubdomain(name) && name !== text))
      );
    }),
  );
});
