import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { crossValidate } from '../../scripts/bench-roles/folds.js';
import { findLabelled, readManifests } from '../../scripts/bench-roles/judged.js';
import { readLabels } from '../../scripts/bench-roles/labels.js';
import { handSetWeights, refit, roleWith } from '../../scripts/bench-roles/refit.js';
import { accuracy, macroF1, reliability, scoreRoles, summaryFrom } from '../../scripts/bench-roles/scores.js';
import { podFacts } from '../../server/src/analysis/roles/pod-facts.js';
import { collectEvidence } from '../../server/src/analysis/roles/verdicts.js';
import { podOf, podWith } from './pods.js';

const FOLDER = 'test/roles/bench';
const LABELS = `${FOLDER}/labels.jsonl`;

const scratch = mkdtempSync(join(tmpdir(), 'bench-roles-'));
after(() => rmSync(scratch, { recursive: true }));

function bench(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/bench-roles/main.ts', ...args],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

test('a folder with labels is measured', () => {
  const { status, stdout, stderr } = bench(FOLDER, LABELS, '--folds', '2');
  assert.equal(stderr, '');
  assert.equal(status, 0);
  assert.match(stdout, /^role +precision +recall +F1 +labels$/m);
  assert.match(stdout, /^main +1\.000 +1\.000 +1\.000 +2$/m);
  assert.match(stdout, /^sidecar +0\.000 +0\.000 +0\.000 +0$/m);
  assert.match(stdout, /^adapter +0\.000 +0\.000 +0\.000 +1$/m);
  assert.match(stdout, /^6 labels: 5 counted, 1 of doubt, 1 without an answer$/m);
  assert.match(stdout, /^macro-F1 0\.600$/m);
  assert.match(stdout, /^role right 4\/5 \(0\.800\); of those of doubt 0\/1 \(0\.000\)$/m);
  assert.match(stdout, /^function right 3\/4 \(0\.750\)$/m);
  assert.match(stdout, /^native right 5\/5 \(1\.000\)$/m);
  assert.match(stdout, /^from 0\.9 +\d+ +\d\.\d{3} +\d\.\d{3}$/m);
  assert.match(stdout, /^shop: 'log-shipper' is adapter\/log-shipper, not sidecar \d\.\d{3}$/m);
  assert.match(stdout, /^all +2 +5 +0\.800 +\d\.\d{3} +\d\.\d{3}$/m);
});

for (const [what, args, said] of [
  ['no arguments', [], 'a folder of manifests and a file of labels are expected'],
  ['an argument too many', [FOLDER, LABELS, 'more'], 'a folder of manifests and a file of labels are expected'],
  ['an unknown option', [FOLDER, LABELS, '--fold'], "Unknown option '--fold'"],
  ['one fold', [FOLDER, LABELS, '--folds', '1'], "--folds takes a whole number from 2 on, not '1'"],
  ['no such folder', ['test/no-such', LABELS], 'test/no-such is no folder that can be read'],
  ['a folder without manifests', ['test/roles', LABELS], 'test/roles holds no .yaml, .yml or .json file'],
  ['no such labels', [FOLDER, 'test/no-such.jsonl'], 'cannot read the labels in test/no-such.jsonl'],
] as const) {
  test(`wrong use is said in one sentence: ${what}`, () => {
    const { status, stdout, stderr } = bench(...args);
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.ok(stderr.startsWith(said), stderr);
    assert.equal(stderr.trim().split('\n').length, 1);
  });
}

for (const [line, said] of [
  ['{', 'line 2 is no JSON object'],
  ['7', 'line 2 is no JSON object'],
  ['{"id": "shop", "index": 0, "role": "main"}', "line 2: a label needs 'id', 'container' and 'index'"],
  ['{"id": "shop", "container": "a", "index": 0, "role": "boss"}', "line 2: 'boss' is no role"],
  ['{"id": "shop", "container": "a", "index": 0, "role": "main", "function": "x"}', "line 2: 'x' is no function"],
] as const) {
  test(`a label that cannot be read is named: ${line}`, () => {
    const file = join(scratch, 'labels.jsonl');
    writeFileSync(file, `\n${line}\n`);
    assert.throws(() => readLabels(file), { message: new RegExp(`${escaped(file)}, ${escaped(said)}`) });
  });
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

test('labels are found by pod, list, index and name', () => {
  const labelled = findLabelled(readManifests(FOLDER), readLabels(LABELS));
  assert.deepEqual(
    labelled.map(({ found }) => found?.container.label),
    ['wait-for-db', 'shop', 'log-shipper', 'blog', 'database', undefined],
  );
  const [, shop] = readLabels(LABELS);
  assert.ok(shop);
  assert.equal(findLabelled(readManifests(FOLDER), [{ ...shop, podPath: 'spec' }])[0]?.found, undefined);
  const [first, second] = findLabelled(readManifests(FOLDER), [shop, shop]);
  assert.ok(first?.found);
  assert.equal(second?.found, undefined);
});

test('precision, recall and F1 are those of the textbook', () => {
  const answers = [
    { expected: 'main', given: 'main' },
    { expected: 'main', given: 'sidecar' },
    { expected: 'sidecar', given: 'sidecar' },
    { expected: 'sidecar', given: undefined },
  ] as const;
  const [main, sidecar] = scoreRoles(answers);
  assert.deepEqual(main, { role: 'main', precision: 1, recall: 0.5, f1: 2 / 3, labels: 2 });
  assert.deepEqual(sidecar, { role: 'sidecar', precision: 0.5, recall: 0.5, f1: 0.5, labels: 2 });
  assert.equal(macroF1(answers), (2 / 3 + 0.5) / 2);
  assert.equal(accuracy(answers), 0.5);
  assert.equal(macroF1([]), 0);
});

test('confidence is compared with how often it is right', () => {
  const verdicts = [
    { confidence: 1, right: true },
    { confidence: 0.99, right: false },
    { confidence: 0.9, right: true },
    { confidence: 0.49, right: false },
  ];
  assert.deepEqual(
    reliability(verdicts).map(({ from, to, count, rightShare }) => [from, to, count, rightShare]),
    [
      [0, 0.5, 1, 0],
      [0.9, 0.95, 1, 1],
      [0.99, 1, 2, 0.5],
    ],
  );
  assert.equal(summaryFrom(verdicts, 0.9).count, 3);
});

test('every owner is held out once, and what only that owner uses is unknown then', () => {
  const texts = readManifests(FOLDER);
  const folds = crossValidate(texts, findLabelled(texts, readLabels(LABELS)), 10);
  assert.deepEqual(
    folds.map(({ owners }) => owners),
    [['north'], ['south']],
  );
  for (const { asSet, refitted, unseenProducts } of folds) {
    assert.equal(refitted.length, asSet.length);
    assert.deepEqual(
      unseenProducts.map(({ expected }) => expected),
      asSet.map(({ expected }) => expected),
    );
  }
});

test('weights that are fitted stay where no label speaks, and move towards the labels', () => {
  assert.deepEqual(refit([]), handSetWeights());
  const pod = podOf(podWith('  containers: [{ name: shop, image: a/shop }, { name: manager, image: a/manager }]\n'));
  const container = pod.spec.containers[1];
  assert.ok(container);
  const sample = { facts: podFacts(pod), container, evidence: collectEvidence(pod), role: 'sidecar' as const };
  assert.equal(roleWith(handSetWeights(), sample), 'main');
  const weights = refit(Array.from({ length: 40 }, () => sample));
  assert.equal(roleWith(weights, sample), 'sidecar');
  assert.deepEqual(weights.get('native-sidecar:restarts'), handSetWeights().get('native-sidecar:restarts'));
});
