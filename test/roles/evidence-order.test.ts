import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NAMING_SOURCES, NEARLY_EQUAL, strongestFirst } from '../../server/src/analysis/roles/evidence-order.js';
import { evidenceSources } from '../../server/src/analysis/roles/evidence-sources.js';
import type { Evidence } from '../../server/src/analysis/roles/role.js';
import { settledBy } from '../../server/src/analysis/roles/settled.js';
import { percentText } from '../../server/src/features/role-explanation.js';
import { evidenceOf, podOf, podWith, verdictOf } from './pods.js';

const YAML = podWith(
  `  initContainers:
  - name: migrate
    image: registry.example/migrate
  containers:
  - name: web
    image: nginx
  - name: helper # pod-patterns-role: adapter
    image: registry.example/helper
`,
);

function reason(source: string, sidecar: number): Evidence {
  const [any] = evidenceOf(YAML, 'web');
  assert.ok(any);
  return { ...any, source, weights: { sidecar } };
}

function order(...reasons: readonly Evidence[]): readonly string[] {
  return [...reasons].sort(strongestFirst(({ weights }) => weights.sidecar ?? 0)).map(({ source }) => source);
}

test('sources that rest on names are sources', () => {
  const ids = new Set(evidenceSources.map(({ id }) => id));
  assert.deepEqual(
    [...NAMING_SOURCES].filter((id) => !ids.has(id)),
    [],
  );
});

test('the strongest reason comes first, structure before a name that weighs hardly more', () => {
  assert.deepEqual(order(reason('volume-flow', 1), reason('known-image', 3)), ['known-image', 'volume-flow']);
  const hardly = NEARLY_EQUAL - 0.1;
  assert.deepEqual(order(reason('known-image', 1 + hardly), reason('volume-flow', 1)), ['volume-flow', 'known-image']);
  assert.deepEqual(order(reason('volume-flow', 1), reason('follows-log', 1.1)), ['follows-log', 'volume-flow']);
});

test('roles are settled by the API or by a person, else judged', () => {
  assert.equal(settledBy(verdictOf(YAML, 'migrate')), 'api');
  assert.equal(settledBy(verdictOf(YAML, 'helper')), 'person');
  assert.equal(settledBy(verdictOf(YAML, 'web')), undefined);
  const impossible = YAML.replace('role: adapter', 'role: init');
  assert.notEqual(impossible, YAML);
  assert.equal(settledBy(verdictOf(impossible, 'helper')), undefined);
});

test('the shares of a verdict are one together, and the role has the largest', () => {
  const pod = podOf(YAML);
  for (const container of pod.spec.containers) {
    const { role, shares, confidence } = pod.verdictOf(container);
    const all = Object.values(shares);
    assert.ok(Math.abs(all.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
    assert.equal(shares[role], confidence);
    assert.equal(Math.max(...all), confidence);
  }
});

test('a judgment is never shown as certain', () => {
  assert.equal(percentText(1), '99 %');
  assert.equal(percentText(1, 'api'), '100 %');
  assert.equal(percentText(0.504), '50 %');
  assert.equal(percentText(0.004), 'under 1 %');
  assert.equal(percentText(0), 'under 1 %');
});
