import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeName, nearestName } from '../../server/src/analysis/conditions/nearest-name.js';
import { isPlaceholder } from '../../server/src/analysis/model/placeholder.js';

test('the nearest name is found across a letter more, less, another or two swapped', () => {
  for (const name of ['log', 'logss', 'lgos', 'lugs', 'Logs'])
    assert.equal(nearestName(name, ['data', 'logs']), 'logs');
  assert.equal(nearestName('shared-log', ['shared-data', 'shared-logs']), 'shared-logs');
});

test('a name that is too different is none, and neither is one of another length', () => {
  for (const name of ['cache', 'x', 'catalogs-of-logs', ''])
    assert.equal(nearestName(name, ['data', 'logs']), undefined);
  assert.equal(nearestName('a', ['b']), undefined);
  assert.equal(nearestName('x'.repeat(100_000), [`${'x'.repeat(100_000)}y`]), undefined);
});

test('a free name has the least number that makes it free', () => {
  assert.equal(freeName('logs', ['data']), 'logs');
  assert.equal(freeName('logs', ['logs', 'logs-3']), 'logs-2');
  assert.equal(freeName('logs', ['logs', 'logs-2']), 'logs-3');
});

test('placeholders of every fashion are known; names are none', () => {
  for (const text of [
    '$X',
    '${NAME'.concat('}'),
    '$(X)',
    '<name>',
    'a-<b>',
    '{{ x }}',
    '%name%',
    '__X__',
    'MY_NAME',
    'your-name',
    'replace me',
  ])
    assert.ok(isPlaceholder(text), text);
  for (const text of ['web', 'WEB', 'my_name', 'a-b', '512MB', '1$', 'yours', '<', '100%'])
    assert.ok(!isPlaceholder(text), text);
});
