import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../../server/src/analysis/rules/index.js';
import type { Rule } from '../../server/src/analysis/rules/rule.js';
import { findingsOf, findingText } from '../../server/src/features/diagnostics.js';
import { fixAll } from '../../server/src/features/fix-all.js';
import { PROFILES, profileSeverity } from '../../server/src/features/profiles.js';
import { listRules } from '../../server/src/features/rule-list.js';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/features/settings.js';
import { openSource } from '../../server/src/syntax/source.js';

/** Two containers that mount volumes that are not there, and two volumes that nobody mounts. */
const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - {name: one, mountPath: /one}
  - name: log-agent
    image: fluent/fluent-bit:3.1
    volumeMounts:
    - {name: two, mountPath: /two}
  volumes:
  - {name: first, emptyDir: {}}
  - {name: second, emptyDir: {}}
`;

function found(settings: Partial<Settings>, text = POD, about = ['unknown-volume', 'unused-volume']): string[] {
  return findingsOf(openSource('file:///pod.yaml', 0, text), { ...DEFAULT_SETTINGS, ...settings })
    .filter(({ rule }) => about.includes(rule.id))
    .map(({ severity, span }) => `${text.slice(span.start, span.end)} ${severity}`);
}

test('profiles', () => {
  assert.deepEqual(found({}), ['one error', 'two error', 'first hint', 'second hint']);
  assert.deepEqual(found({ profile: 'strict' }), ['one error', 'two error', 'first information', 'second information']);
  assert.deepEqual(found({ profile: 'quiet' }), ['one error', 'two error']);
});

test('a rule that is off by default is on in strict, and where it is set', () => {
  const [rule] = rules;
  if (!rule) throw new Error('no rule');
  const off: Rule = { ...rule, meta: { ...rule.meta, enabled: false } };
  assert.deepEqual(
    PROFILES.map((profile) => profileSeverity(profile, off, 'warning')),
    ['off', 'warning', 'off'],
  );
});

test('a rule that is set is as severe in every profile', () => {
  for (const profile of PROFILES) {
    const set = { profile, rules: { 'unused-volume': 'hint', 'unknown-volume': 'off' } } as const;
    assert.deepEqual(found(set), ['first hint', 'second hint']);
  }
});

test('overrides hold for containers and roles, the last one first', () => {
  const override = (each: Settings['overrides'][number]) => found({ overrides: [each] }, POD, ['unknown-volume']);
  assert.deepEqual(override({ containers: ['*-agent'], rules: { 'unknown-volume': 'off' } }), ['one error']);
  assert.deepEqual(override({ roles: ['main'], rules: { 'unknown-volume': 'hint' } }), ['one hint', 'two error']);
  assert.deepEqual(override({ roles: ['init'], rules: { 'unknown-volume': 'hint' } }), ['one error', 'two error']);
  assert.deepEqual(override({ roles: ['main'], containers: ['*-agent'], rules: { 'unknown-volume': 'off' } }), [
    'one error',
    'two error',
  ]);
  assert.deepEqual(override({ rules: { 'unused-volume': 'off' } }), ['one error', 'two error']);
  const several = found(
    {
      rules: { 'unknown-volume': 'off' },
      overrides: [
        { rules: { 'unknown-volume': 'warning' } },
        { containers: ['web'], rules: { 'unknown-volume': 'hint' } },
      ],
    },
    POD,
    ['unknown-volume'],
  );
  assert.deepEqual(several, ['one hint', 'two warning']);
});

test('a finding about no container meets no condition on containers', () => {
  const overrides = [{ containers: ['*'], rules: { 'unused-volume': 'off' } }] as const;
  assert.deepEqual(found({ overrides }, POD, ['unused-volume']), ['first hint', 'second hint']);
});

test('the list of rules follows profile and settings', () => {
  const listed = listRules({ ...DEFAULT_SETTINGS, profile: 'quiet', rules: { 'unused-volume': 'warning' } });
  const of = (id: string) => listed.find((rule) => rule.id === id);
  assert.deepEqual([of('unused-volume')?.enabled, of('unused-volume')?.severity], [true, 'warning']);
  assert.deepEqual([of('missing-resources')?.enabled, of('missing-resources')?.severity], [false, 'information']);
});

test('of many findings the severest are shown, with a note on the first line', () => {
  const settings = { ...DEFAULT_SETTINGS, rules: quietRules(), maxFindingsPerFile: 3 };
  const source = openSource('file:///pod.yaml', 0, POD);
  const shown = findingsOf(source, settings);
  assert.deepEqual(
    shown.map(({ rule, severity, span }) => `${rule.id} ${severity} ${POD.slice(span.start, span.end)}`),
    [
      'too-many-findings information apiVersion: v1',
      'unknown-volume error one',
      'unknown-volume error two',
      'unused-volume hint first',
    ],
  );
  const [note] = shown;
  assert.match(note ? findingText(note) : '', /^1 more finding in this file is not shown/);
  const [fewer] = findingsOf(source, { ...settings, maxFindingsPerFile: 1 });
  assert.match(fewer ? findingText(fewer) : '', /^3 more findings in this file are not shown/);
  assert.equal(findingsOf(source, { ...settings, maxFindingsPerFile: 4 }).length, 4);
});

test('what is not shown is repaired all the same', () => {
  const settings = { ...DEFAULT_SETTINGS, rules: quietRules() };
  const source = openSource('file:///pod.yaml', 0, `${POD}# pod-patterns-disable-file missing-image\n`);
  const all = fixAll(source, settings);
  assert.ok(all.fixes > 0);
  assert.deepEqual(fixAll(source, { ...settings, maxFindingsPerFile: 1 }), all);
});

/** Every rule off but the three that these tests are about. */
function quietRules(): Settings['rules'] {
  const loud = ['unknown-volume', 'unused-volume', 'unused-suppression'];
  return Object.fromEntries(rules.filter(({ id }) => !loud.includes(id)).map(({ id }) => [id, 'off']));
}
