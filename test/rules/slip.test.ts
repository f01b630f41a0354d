import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missedBySlip } from '../../server/src/analysis/conditions/slip.js';

test('one slip of the finger', () => {
  for (const [name, meant] of [
    ['setings', 'settings'],
    ['settingss', 'settings'],
    ['settimgs', 'settings'],
    ['settigns', 'settings'],
  ] as const) {
    assert.equal(missedBySlip(name, ['other', meant]), meant, name);
  }
});

test('two things are not one slip away', () => {
  for (const [name, other] of [
    ['cache-1', 'cache-2'],
    ['cache', 'cache2'],
    ['web', 'web'],
    ['db', 'do'],
    ['api-key', 'api-keys-old'],
    ['blue', 'green'],
  ] as const) {
    assert.equal(missedBySlip(name, [other]), undefined, name);
  }
});
