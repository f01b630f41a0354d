import assert from 'node:assert/strict';
import { test } from 'node:test';
import { undeclaredVerdict } from '../../server/src/analysis/roles/counterfactual.js';
import { ROLES, type RoleVerdict } from '../../server/src/analysis/roles/role.js';
import { roleOverrides } from '../../server/src/analysis/roles/role-overrides.js';
import { analyzeSource } from '../../server/src/features/analyzed-source.js';
import { openSource } from '../../server/src/syntax/source.js';
import { findingsIn } from '../support/fix.js';

const IMAGE = 'registry.example/helper:1.4';

/** Where a role may be declared, from the object's annotation down to the lines of the container. */
interface Declared {
  readonly object?: string;
  readonly template?: string;
  readonly above?: string;
  readonly behind?: string;
  readonly image?: string;
}

function deployment({ object, template, above, behind, image = IMAGE }: Declared): string {
  const annotated = (role: string | undefined, indent: string) =>
    role === undefined ? '' : `${indent}annotations:\n${indent}  pod-patterns.io/role.helper: ${role}\n`;
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
${annotated(object, '  ')}spec:
  selector: {matchLabels: {app: shop}}
  template:
    metadata:
      labels: {app: shop}
${annotated(template, '      ')}    spec:
      containers:
      - name: shop
        image: registry.example/shop:1.4
${above === undefined ? '' : `      # pod-patterns-role: ${above}\n`}      - name: helper${behind === undefined ? '' : ` # pod-patterns-role: ${behind}`}
        image: ${image}
`;
}

function podIn(text: string) {
  const [pod] = analyzeSource(openSource('file:///shop.yaml', 0, text)).flatMap(({ analysis }) => analysis.pods);
  assert.ok(pod);
  return pod;
}

function helperIn(text: string): RoleVerdict {
  const pod = podIn(text);
  const helper = pod.spec.containers.find(({ name }) => name?.value === 'helper');
  assert.ok(helper);
  return pod.verdictOf(helper);
}

for (const place of ['object', 'template', 'above', 'behind'] as const) {
  test(`a role that is declared there counts: ${place}`, () => {
    for (const role of ROLES.filter((each) => each !== 'init')) {
      const verdict = helperIn(deployment({ [place]: role }));
      assert.equal(verdict.role, role);
      assert.equal(verdict.confidence, 1);
      assert.equal(verdict.certainty, 'high');
      assert.ok(verdict.evidence.some(({ source }) => source === 'declared-role'));
    }
  });
}

test('a comment counts before the annotation of the template, and that before the one of the object', () => {
  assert.equal(helperIn(deployment({ object: 'main', template: 'adapter' })).role, 'adapter');
  assert.equal(helperIn(deployment({ template: 'adapter', above: 'ambassador' })).role, 'ambassador');
  assert.equal(helperIn(deployment({ object: 'adapter', behind: 'ambassador' })).role, 'ambassador');
});

test('what is no role does not stand in the way of one', () => {
  assert.equal(helperIn(deployment({ behind: 'ambasador', template: 'adapter' })).role, 'adapter');
});

test('a declared role outweighs what is known of the image, and keeps its function where that fits', () => {
  const known = 'fluent/fluent-bit:3.1';
  assert.equal(helperIn(deployment({ image: known })).role, 'sidecar');
  const sidecar = helperIn(deployment({ image: known, behind: 'sidecar' }));
  assert.equal(sidecar.function, helperIn(deployment({ image: known })).function);
  const main = helperIn(deployment({ image: known, behind: 'main' }));
  assert.equal(main.role, 'main');
  assert.equal(main.confidence, 1);
});

test('what has to end stays an init container, and nothing else becomes one', () => {
  assert.notEqual(helperIn(deployment({ behind: 'init' })).role, 'init');
  const ends = deployment({ behind: 'sidecar' }).replace('containers:', 'initContainers:');
  assert.equal(helperIn(ends).role, 'init');
});

test('the rest of the manifest is judged as though nothing were declared', () => {
  const pod = podIn(deployment({ behind: 'ambassador' }));
  const [, helper] = pod.spec.containers;
  assert.ok(helper);
  assert.equal(undeclaredVerdict(pod, helper).role, helperIn(deployment({})).role);
});

test('a comment is about what stands on its line, else about the line below it', () => {
  const pod = (lines: string) => `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n${lines}\n    image: ${IMAGE}\n`;
  const about = (lines: string) => roleOverrides(podIn(pod(lines)).spec).map(({ container }) => container?.label);
  assert.deepEqual(about('  - name: one # pod-patterns-role: main\n    image: a\n  - name: two'), ['one']);
  assert.deepEqual(about('  - image: a\n    name: one # pod-patterns-role: main\n  - name: two'), ['one']);
  assert.deepEqual(about('  - image: a # pod-patterns-role: main\n    name: one'), ['one']);
  assert.deepEqual(about('  # pod-patterns-role: main\n  - image: a\n    name: one'), ['one']);
  assert.deepEqual(
    about('  # pod-patterns-role: main\n  # pod-patterns-disable-next-line missing-image\n  - name: one'),
    ['one'],
  );
  assert.deepEqual(about('  - # pod-patterns-role: main\n    name: one'), ['one']);
  assert.deepEqual(about('  - {name: one, image: a} #   pod-patterns-role:main\n  - name: two'), ['one']);
  // At the end of a line that belongs to one container it is not about the next one.
  assert.deepEqual(about('  - name: one\n    image: a # pod-patterns-role: main\n  - name: two'), []);
  assert.deepEqual(about('  - name: one\n    args: ["# pod-patterns-role: main"]'), []);
});

test('an annotation of an object may be about any of its pods', () => {
  const text = `apiVersion: example.io/v1
kind: Cluster
metadata:
  name: cluster
  annotations:
    pod-patterns.io/role.agent: adapter
spec:
  head:
    selector: {matchLabels: {app: head}}
    template:
      spec:
        containers: [{name: head, image: ${IMAGE}}, {name: agent, image: ${IMAGE}}]
  worker:
    selector: {matchLabels: {app: worker}}
    template:
      spec:
        containers: [{name: worker, image: ${IMAGE}}]
`;
  assert.equal(analyzeSource(openSource('file:///a.yaml', 0, text)).flatMap(({ analysis }) => analysis.pods).length, 2);
  assert.deepEqual(findingsIn(text, 'role-of-unknown-container'), []);
  assert.equal(findingsIn(text.replace('role.agent', 'role.agnet'), 'role-of-unknown-container').length, 1);
});

test('one cause is reported once', () => {
  const rules = [
    'unknown-role',
    'role-of-unknown-container',
    'contradicting-roles',
    'impossible-role',
    'needless-role',
  ];
  const reported = (declared: Declared) =>
    rules.flatMap((rule) => findingsIn(deployment(declared), rule).map(() => rule));
  assert.deepEqual(reported({ behind: 'ambassador' }), []);
  assert.deepEqual(reported({ behind: 'ambasador' }), ['unknown-role']);
  assert.deepEqual(reported({ behind: '{{ .Values.role }}' }), []);
  assert.deepEqual(reported({ behind: 'init' }), ['impossible-role']);
  assert.deepEqual(reported({ behind: 'adapter', template: 'ambassador' }), ['contradicting-roles']);
  assert.deepEqual(reported({ behind: 'adapter', template: 'adapter' }), []);
});
