import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { rules } from '../../server/src/analysis/rules/index.js';
import { checkFixture } from '../support/check.js';
import { applyFirstFixes } from '../support/fix.js';
import { readMarkers } from '../support/markers.js';

const FIXTURES = 'test/fixtures';

for (const file of readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).sort()) {
  if (!/(?<!\.fixed)\.yaml$/.test(file)) continue;
  const path = join(FIXTURES, file);
  const marked = readFileSync(path, 'utf8');
  /** A folder is named after the rule that its fixtures are about. */
  const about = rules.find(({ id }) => id === dirname(file))?.id;

  test(`${file}: markers`, () => checkFixture(marked, about));

  if (about === undefined) continue;
  const golden = path.replace(/(?=\.\w+$)/, '.fixed');
  test(`${file}: the first fix of every finding`, () => {
    const { text } = readMarkers(marked);
    const fixed = applyFirstFixes(text, about);
    if (process.env['UPDATE'] && fixed !== text) writeFileSync(golden, fixed);
    assert.equal(fixed, existsSync(golden) ? readFileSync(golden, 'utf8') : text);
    assert.equal(applyFirstFixes(fixed, about), fixed, 'fixing again changes nothing');
  });
}
