import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { analyzeSource } from '../../server/src/features/analyzed-source.js';
import { findingsOf } from '../../server/src/features/diagnostics.js';
import { DEFAULT_SETTINGS } from '../../server/src/features/settings.js';
import { openSource } from '../../server/src/syntax/source.js';
import { applyFirstFixes, findingsIn } from '../support/fix.js';
import { SAMPLE_CASES } from './cases.js';

const FOLDER = 'samples';

const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yaml'))
  .sort();

test('every sample has a case', () => {
  assert.deepEqual(
    names,
    SAMPLE_CASES.map(({ sample }) => `${sample}.yaml`),
  );
});

test('the README says of every sample what to look at', () => {
  const linked = [...readFileSync(`${FOLDER}/README.md`, 'utf8').matchAll(/^\| \[[^\]]+\]\(([^)]+)\)/gm)];
  assert.deepEqual(
    linked.map(([, file]) => file),
    names,
  );
});

for (const { sample, roles, findings = [] } of SAMPLE_CASES) {
  const text = readFileSync(`${FOLDER}/${sample}.yaml`, 'utf8');
  const source = openSource(`file:///${sample}.yaml`, 0, text);
  const parts = analyzeSource(source);

  test(`${sample} starts with a sentence about it and has no syntax problem`, () => {
    assert.match(text, /^# [A-Z`][^\n]+\n(# [^\n]+\n)*apiVersion: /);
    assert.deepEqual(
      parts.flatMap(({ part }) => part.document.problems),
      [],
    );
  });

  test(`${sample}: roles`, () => {
    const verdicts = parts
      .flatMap(({ analysis }) => analysis.pods)
      .flatMap((pod) => pod.spec.containers.map((container) => pod.verdictOf(container)));
    assert.deepEqual(
      Object.fromEntries(verdicts.map((verdict) => [verdict.container.label, [verdict.role, verdict.function]])),
      roles,
    );
  });

  test(`${sample}: findings`, () => {
    assert.deepEqual(
      findingsOf(source, DEFAULT_SETTINGS).map(
        ({ severity, rule, container }) => `${severity} ${rule.id} ${container}`,
      ),
      findings,
    );
  });
}

for (const [sample, rule] of [
  ['22-log-collector-without-volume', 'volume-not-shared'],
  ['23-job-that-never-completes', 'job-never-completes'],
] as const) {
  test(`${sample} is in order after its quick fix`, () => {
    const fixed = applyFirstFixes(readFileSync(`${FOLDER}/${sample}.yaml`, 'utf8'), rule);
    assert.deepEqual(
      findingsIn(fixed).filter(({ severity }) => severity === 'error' || severity === 'warning'),
      [],
      fixed,
    );
  });
}
