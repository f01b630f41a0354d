import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { findingsIn } from '../support/fix.js';
import { readMarkers } from '../support/markers.js';

/** What the mission shows by default, and how loudly: `container severity`, in the order of the file. */
const CASES: readonly (readonly [fixture: string, rule: string, said: readonly string[]])[] = [
  ['missing-readiness-probe/services', '', ['shop warning', 'auth warning', 'peer information']],
  ['missing-readiness-probe/roles', '', ['redis information']],
  ['missing-startup-probe/main-waits', '', ['db-proxy warning']],
  ['missing-startup-probe/files', '', ['git-sync warning']],
  ['missing-resources/bounds', '', ['log-agent warning']],
  ['missing-resources/beside', '', ['reloader warning']],
  ['missing-memory-limit/beside', '', ['log-agent warning']],
  ['missing-memory-limit/places', '', ['web information', 'agent information']],
  ['missing-memory-limit/places', 'missing-resources', []],
  ['volume-not-shared/git-sync', '', ['git-sync warning']],
];

for (const [fixture, rule, said] of CASES) {
  const id = rule || (fixture.split('/')[0] ?? '');
  test(`${fixture}: ${id}`, () => {
    const { text } = readMarkers(readFileSync(`test/fixtures/${fixture}.yaml`, 'utf8'));
    assert.deepEqual(
      findingsIn(text, id).map(({ container, severity }) => `${container} ${severity}`),
      said,
    );
  });
}

test('a lesson of one plain container is told what it lacks, and warned of nothing', () => {
  const pod = (kind: string) => `apiVersion: v1
kind: Pod
metadata: {name: ${kind}}
spec:
  containers:
  - name: web
    image: nginx:1.27
    ports: [{containerPort: 80}]
`;
  assert.deepEqual(
    findingsIn(pod('web')).map(({ rule, severity }) => `${severity} ${rule.id}`),
    ['information missing-readiness-probe', 'information missing-resources'],
  );
});
