import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogueEntries } from '../../server/src/analysis/catalogue/catalogue.js';
import { repositoriesWithHealth } from '../../server/src/analysis/catalogue/health-endpoints.js';

test('every product whose health is known is in the catalogue, once', () => {
  const known = new Set(catalogueEntries().map(({ repository }) => repository));
  const listed = repositoriesWithHealth();
  assert.ok(listed.length > 15);
  assert.deepEqual(
    listed.filter((repository) => !known.has(repository)),
    [],
  );
  assert.equal(new Set(listed).size, listed.length);
});
