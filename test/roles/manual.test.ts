import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { evidenceSources } from '../../server/src/analysis/roles/evidence-sources.js';
import { remainingMain } from '../../server/src/analysis/roles/remaining-main.js';
import { rolesPage } from '../../server/src/features/role-page.js';
import { checkFixture } from '../support/check.js';
import { readMarkers } from '../support/markers.js';

const EVIDENCE = 'test/roles/evidence';
const SILENT = 'test/roles/silent';
const PAGE = 'docs/roles.md';

const ids = [...evidenceSources, remainingMain].map(({ id }) => id);
const fixtures = new Map(
  readdirSync(EVIDENCE)
    .sort()
    .map((file) => [basename(file, '.yaml'), readFileSync(`${EVIDENCE}/${file}`, 'utf8')]),
);

test('every source file is registered under its own name', () => {
  const files = readdirSync('server/src/analysis/roles/evidence').map((file) => basename(file, '.ts'));
  assert.deepEqual(evidenceSources.map(({ id }) => id).sort(), files.sort());
});

test('every source has a fixture', () => {
  assert.deepEqual([...fixtures.keys()].sort(), [...ids].sort());
});

for (const [id, fixture] of fixtures) {
  test(`${id} speaks`, () => {
    const marks = [`evidence: ${id}`, `against: ${id}`, 'function: wait-for'];
    assert.ok(readMarkers(fixture).expected.some(({ label }) => marks.includes(label)));
    checkFixture(fixture);
  });
}

for (const { id, meta } of evidenceSources) {
  test(`${id} is complete`, () => {
    assert.match(id, /^[a-z]+(?:-[a-z]+)+$/);
    assert.deepEqual(Object.keys(meta.weights).sort(), Object.keys(meta.messages).sort());
    for (const text of Object.values(meta.messages)) assert.doesNotMatch(text, /[.!]$/);
  });
}

for (const file of readdirSync(SILENT).sort()) {
  test(`${file}: the roles hold`, () => checkFixture(readFileSync(`${SILENT}/${file}`, 'utf8')));
}

test(`${PAGE} is up to date`, () => {
  const page = rolesPage(fixtures);
  if (process.env['UPDATE']) writeFileSync(PAGE, page);
  assert.ok(existsSync(PAGE), 'run UPDATE=1 npm run test:unit');
  assert.equal(readFileSync(PAGE, 'utf8'), page, 'run UPDATE=1 npm run test:unit');
});
