import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { ROLES } from '../../server/src/analysis/roles/role.js';
import { ruleGroups, rules } from '../../server/src/analysis/rules/index.js';
import { VERSION } from '../../server/src/features/version.js';
import { checkFixture } from '../support/check.js';
import { applyFirstFixes, findingsIn } from '../support/fix.js';
import { readMarkers } from '../support/markers.js';

test('every rule file is registered under its own name', () => {
  const names = readdirSync('server/src/analysis/rules', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => basename(file, '.ts'));
  assert.deepEqual(
    rules.map(({ id }) => id).sort(),
    names.filter((name) => name !== 'index' && name !== 'rule').sort(),
  );
});

test('every group is a folder, and every pattern has rules', () => {
  const folders = readdirSync('server/src/analysis/rules', { withFileTypes: true }).filter((each) =>
    each.isDirectory(),
  );
  assert.deepEqual(ruleGroups.map(({ id }) => id).sort(), folders.map(({ name }) => name).sort());
  for (const role of ROLES)
    assert.ok(
      rules.some(({ meta }) => meta.patterns?.includes(role)),
      role,
    );
});

for (const { id, meta } of rules) {
  test(`${id} is complete`, () => {
    assert.match(id, /^[a-z]+(?:-[a-z]+)+$/);
    assert.doesNotMatch(id, /^no-/);
    assert.ok(meta.examples.bad.length > 0 && meta.examples.good.length > 0, 'an example of each kind');
    assert.ok(meta.references.length > 0 && meta.references.every((url) => URL.canParse(url)), 'a reference');
    assert.ok(!isLater(meta.since, VERSION), `since ${meta.since} is later than ${VERSION}`);
    for (const [message, text] of Object.entries(meta.messages)) {
      assert.ok(!/[.!]$/.test(text), `'${message}' has no final stop`);
      assert.match(text, /^['A-Z{]/, `'${message}' begins with a capital or a name`);
    }
  });

  for (const [index, { yaml, fixed, kubernetesVersion, nodeCapacity }] of meta.examples.bad.entries()) {
    test(`${id}: bad example ${index + 1}`, () => {
      const { text, expected } = readMarkers(yaml);
      assert.ok(
        expected.some(({ label }) => label === id),
        'marks its own rule',
      );
      checkFixture(yaml, id, kubernetesVersion, nodeCapacity);
      const after = applyFirstFixes(text, id, kubernetesVersion, nodeCapacity);
      assert.equal(after, fixed ?? text);
      assert.equal(
        findingsIn(after, id, kubernetesVersion, nodeCapacity).length,
        fixed === undefined ? expected.length : 0,
      );
    });
  }

  for (const [index, { yaml, kubernetesVersion, nodeCapacity }] of meta.examples.good.entries()) {
    test(`${id}: good example ${index + 1}`, () => {
      checkFixture(yaml, id, kubernetesVersion, nodeCapacity);
      assert.deepEqual(findingsIn(readMarkers(yaml).text, id, kubernetesVersion, nodeCapacity), []);
    });
  }
}

function isLater(version: string, than: string): boolean {
  return version.localeCompare(than, 'en', { numeric: true }) > 0;
}
