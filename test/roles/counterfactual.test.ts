import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ContainerView } from '../../server/src/analysis/model/model.js';
import type { Pod } from '../../server/src/analysis/pod.js';
import {
  counterfactualOf,
  MAX_REMOVED,
  undeclaredVerdict,
  verdictWithout,
} from '../../server/src/analysis/roles/counterfactual.js';
import { podFacts } from '../../server/src/analysis/roles/pod-facts.js';
import { promoteMain } from '../../server/src/analysis/roles/remaining-main.js';
import { type Evidence, ROLES, type Role } from '../../server/src/analysis/roles/role.js';
import { scoresOf } from '../../server/src/analysis/roles/scores.js';
import { collectEvidence } from '../../server/src/analysis/roles/verdicts.js';
import { podOf, podsOf, podWith } from './pods.js';

interface Judged {
  readonly pod: Pod;
  readonly container: ContainerView;
}

/** Every container of the samples and of the fixtures of roles. */
const judged: readonly Judged[] = ['samples', 'test/roles/evidence', 'test/roles/silent']
  .flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`))
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => podsOf(readFileSync(file, 'utf8')))
  .flatMap((pod) => pod.spec.containers.map((container) => ({ pod, container })));

function said({ source, message }: Evidence): string {
  return `${source}:${message.id}`;
}

/** The role by the sums alone: all evidence is collected, then struck out, and a pod without a main gets one. */
function roleBySums({ pod, container }: Judged, missing: ReadonlySet<string>): Role {
  const left = new Map(
    [...collectEvidence(pod)].map(([each, evidence]) => [
      each,
      evidence.filter((one) => one.source !== 'remaining-main' && !(each === container && missing.has(said(one)))),
    ]),
  );
  const promoted = promoteMain(podFacts(pod), left).filter((each) => !missing.has(said(each)));
  const own = promoted.filter((each) => each.container === container);
  const scores = scoresOf(container, [...(left.get(container) ?? []), ...own]);
  return ROLES.reduce((best, role) => (scores[role] > scores[best] ? role : best));
}

test('there is something to ask about', () => assert.ok(judged.length > 100));

test('judging without nothing is the verdict', () => {
  for (const { pod, container } of judged)
    assert.deepEqual(verdictWithout(pod, container, []), pod.verdictOf(container));
});

test('judging without some evidence agrees with the sums of the rest', () => {
  fc.assert(
    fc.property(fc.constantFrom(...judged), fc.nat(), (each, choice) => {
      const { evidence, against } = each.pod.verdictOf(each.container);
      const missing = [...evidence, ...against].filter((_, index) => (choice >> index) & 1);
      const role = roleBySums(each, new Set(missing.map(said)));
      assert.equal(verdictWithout(each.pod, each.container, missing).role, role);
    }),
    { numRuns: 500 },
  );
});

test('without the reasons the other role comes out, and with fewer of them missing it does not', () => {
  let flips = 0;
  for (const each of judged) {
    const { pod, container } = each;
    const { role, evidence } = pod.verdictOf(container);
    const found = counterfactualOf(pod, container);
    if (found) {
      flips += 1;
      assert.notEqual(found.role, role);
      assert.equal(roleBySums(each, new Set(found.without.map(said))), found.role);
    }
    const size = found?.without.length ?? MAX_REMOVED + 1;
    assert.ok(size > 0);
    const single = evidence.map((one) => [said(one)]);
    const pairs = evidence.flatMap((one, index) => evidence.slice(index + 1).map((two) => [said(one), said(two)]));
    for (const fewer of [...(size > 1 ? single : []), ...(size > 2 ? pairs : [])])
      assert.equal(roleBySums(each, new Set(fewer)), role, `${container.label} without ${fewer}`);
  }
  assert.ok(flips > 30, `${flips}`);
});

test('of equally few reasons the strongest are named', () => {
  const pod = podOf(
    podWith(
      '  containers:\n  - name: web\n    image: registry.example/web\n  - name: helper\n    image: registry.example/x\n',
    ),
  );
  const [, helper] = pod.spec.containers;
  assert.ok(helper);
  assert.deepEqual(counterfactualOf(pod, helper)?.without.map(said), ['helper-name:helper']);
  assert.equal(counterfactualOf(pod, helper)?.role, 'main');
});

test('the main container that a pod was given for want of another hangs on that', () => {
  for (const { pod, container } of judged) {
    const { evidence } = pod.verdictOf(container);
    if (!evidence.some(({ source }) => source === 'remaining-main')) continue;
    const found = counterfactualOf(pod, container);
    assert.equal(found?.without.length, 1, container.label);
  }
});

test('nothing changes what has to end before the others start', () => {
  for (const { pod, container } of judged)
    if (container.lifecycle === 'init') assert.equal(counterfactualOf(pod, container), undefined);
});

test('what a person declared can be left aside', () => {
  const pod = podOf(
    podWith(
      '  containers:\n  - name: web\n    image: nginx\n  - name: a # pod-patterns-role: adapter\n    image: fluent/fluent-bit\n',
    ),
  );
  const [, container] = pod.spec.containers;
  assert.ok(container);
  assert.equal(pod.verdictOf(container).role, 'adapter');
  assert.equal(undeclaredVerdict(pod, container).role, 'sidecar');
});
