import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { analyzeSource } from '../../server/src/features/analyzed-source.js';
import { roleMarksAt } from '../../server/src/features/mark-role.js';
import { applyEdits } from '../../server/src/syntax/edit.js';
import { openSource, type SourceDocument } from '../../server/src/syntax/source.js';
import { readMarkers } from '../support/markers.js';

const BLOCK = `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
  - name: helper
    image: registry.example/helper:1.4
`;

function open(text: string): SourceDocument {
  return openSource('file:///pod.yaml', 0, text);
}

/** The titles of what is offered on the name, with the text after each. */
function marks(text: string, name = 'helper'): ReadonlyMap<string, string> {
  const start = text.search(new RegExp(`(?<=name"?: *"?)${name}`));
  const offered = roleMarksAt(open(text), { start, end: start });
  return new Map(offered.map(({ title, edits }) => [title, applyEdits(text, edits)]));
}

/** The role of the second container. */
function roleIn(text: string): string | undefined {
  const [pod] = analyzeSource(open(text)).flatMap(({ analysis }) => analysis.pods);
  const container = pod?.spec.containers[1];
  return pod && container && pod.verdictOf(container).role;
}

test('a role is declared in a comment behind the name', () => {
  const after = marks(BLOCK).get("Mark 'helper' as ambassador");
  assert.equal(after, BLOCK.replace('- name: helper', '- name: helper # pod-patterns-role: ambassador'));
});

test('the role that it has already is not offered, nor init', () => {
  const titles = [...marks(BLOCK).keys()];
  assert.equal(titles.length, 3);
  assert.ok(titles.every((title) => !title.includes(` as ${roleIn(BLOCK)}`) && !title.includes(' as init')));
});

test('another comment stays where it is', () => {
  const text = BLOCK.replace('- name: helper', '- name: helper # calls the bank');
  const after = marks(text).get("Mark 'helper' as adapter") ?? '';
  assert.match(after, /\n {2}# pod-patterns-role: adapter\n {2}- name: helper # calls the bank\n/);
  assert.equal(roleIn(after), 'adapter');
});

test('what is declared already is changed or removed', () => {
  const text = BLOCK.replace('- name: helper', '- name: helper   # pod-patterns-role: adapter');
  const offered = marks(text);
  assert.equal(offered.get("Mark 'helper' as ambassador"), text.replace('role: adapter', 'role: ambassador'));
  assert.equal(offered.get("Remove the declared role of 'helper'"), BLOCK);
  assert.equal(offered.has("Mark 'helper' as adapter"), false);
});

test('an annotation is changed and removed where it stands', () => {
  const text = BLOCK.replace(
    '  name: shop\n',
    '  name: shop\n  annotations:\n    pod-patterns.io/role.helper: "adapter"\n',
  );
  const offered = marks(text);
  assert.equal(offered.get("Mark 'helper' as sidecar"), text.replace('"adapter"', '"sidecar"'));
  assert.equal(offered.get("Remove the declared role of 'helper'"), BLOCK);
});

test('JSON has no comments, so an annotation says it', () => {
  const text = JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'shop' },
      spec: {
        containers: [
          { name: 'shop', image: 'a' },
          { name: 'helper', image: 'b' },
        ],
      },
    },
    null,
    2,
  );
  const after = marks(text).get("Mark 'helper' as ambassador") ?? '';
  assert.deepEqual(JSON.parse(after).metadata.annotations, { 'pod-patterns.io/role.helper': 'ambassador' });
  assert.equal(roleIn(after), 'ambassador');
});

test('line endings stay', () => {
  const after = marks(BLOCK.replaceAll('\n', '\r\n')).get("Mark 'helper' as ambassador") ?? '';
  assert.doesNotMatch(after, /(?<!\r)\n/);
  assert.equal(roleIn(after), 'ambassador');
});

test('nothing is offered beside the name, nor for what has to end', () => {
  const start = BLOCK.indexOf('image: registry.example/helper');
  assert.deepEqual(roleMarksAt(open(BLOCK), { start, end: start }), []);
  assert.deepEqual([...marks(BLOCK.replace('containers', 'initContainers')).keys()], []);
});

test('a wrong word is put right where it stands', () => {
  for (const wrong of ['ambasador', '']) {
    const text = BLOCK.replace('- name: helper', `- name: helper # pod-patterns-role:${wrong && ` ${wrong}`}`);
    const after = marks(text).get("Mark 'helper' as ambassador");
    assert.equal(after, BLOCK.replace('- name: helper', '- name: helper # pod-patterns-role: ambassador'), wrong);
  }
});

test('a line that two containers share has no room for a comment about the second', () => {
  const text = `apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers: [{name: shop, image: shop:1}, {name: helper, image: helper:1}]
`;
  const after = marks(text).get("Mark 'helper' as ambassador") ?? '';
  assert.match(after, /metadata: \{name: shop, annotations: \{pod-patterns\.io\/role\.helper: ambassador\}\}\n/);
  assert.equal(roleIn(after), 'ambassador');
});

test('a container of one line has the comment behind all of it', () => {
  const text = BLOCK.replace(/- name: helper[\s\S]*/, '- {name: helper, image: helper:1}\n');
  const after = marks(text).get("Mark 'helper' as ambassador");
  assert.equal(after, text.replace('helper:1}', 'helper:1} # pod-patterns-role: ambassador'));
});

test('a directive for the next line keeps its effect', () => {
  const text = BLOCK.replace(
    '  - name: helper',
    '  # pod-patterns-disable-next-line missing-image\n  - name: helper # calls the bank',
  );
  const after = marks(text).get("Mark 'helper' as ambassador") ?? '';
  assert.match(after, /missing-image\n {2}# pod-patterns-role: ambassador\n {2}- name: helper # calls the bank\n/);
});

test('what is removed leaves nothing behind, with any line endings', () => {
  const unmark = "Remove the declared role of 'helper'";
  for (const newline of ['\n', '\r\n']) {
    const text = BLOCK.replaceAll('\n', newline);
    const behind = text.replace('- name: helper', '- name: helper # pod-patterns-role: adapter');
    const above = text.replace('  - name: helper', `  # pod-patterns-role: adapter${newline}  - name: helper`);
    assert.equal(marks(behind).get(unmark), text);
    assert.equal(marks(above).get(unmark), text);
  }
  const template = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  template:
    metadata:
      annotations:
        pod-patterns.io/role.helper: adapter
    spec:
      containers:
      - name: shop
      - name: helper
`;
  assert.equal(marks(template).get(unmark), template.replace(/ {4}metadata:\n.*\n.*\n/, ''));
});

test('it is offered on the key of the name too, and not where several containers are selected', () => {
  const key = BLOCK.indexOf('name: helper');
  assert.equal(roleMarksAt(open(BLOCK), { start: key, end: key }).length, 3);
  assert.deepEqual(roleMarksAt(open(BLOCK), { start: 0, end: BLOCK.length }), []);
});

/** The containers with the role that each has. */
function rolesIn(text: string) {
  return analyzeSource(open(text)).flatMap(({ part, analysis }) =>
    analysis.pods.flatMap((pod) =>
      pod.spec.containers.map((container) => ({ container, start: part.start, role: pod.verdictOf(container).role })),
    ),
  );
}

for (const newline of ['\n', '\r\n']) {
  test(`in every fixture, what is offered gives just that role, once: ${JSON.stringify(newline)}`, () => {
    let tried = 0;
    for (const file of readdirSync('test/fixtures', { recursive: true, encoding: 'utf8' })) {
      if (!/(?<!\.fixed)\.yaml$/.test(file)) continue;
      const text = readMarkers(readFileSync(join('test/fixtures', file), 'utf8')).text.replaceAll(/\r?\n/g, newline);
      for (const [index, { container, start }] of rolesIn(text).entries()) {
        if (!container.name) continue;
        const at = container.name.span.start + start;
        for (const { title, edits } of roleMarksAt(open(text), { start: at, end: at })) {
          const role = / as (\w+)$/.exec(title)?.[1];
          if (role === undefined) continue;
          const after = applyEdits(text, edits);
          const marked = rolesIn(after)[index];
          assert.equal(edits.length, 1, `${file}: ${title}`);
          assert.equal(marked?.role, role, `${file}: ${title}`);
          assert.equal(/(?<!\r)\n/.test(after), newline === '\n', `${file}: ${title}`);
          const name = (marked?.container.name?.span.start ?? 0) + (marked?.start ?? 0);
          const again = roleMarksAt(open(after), { start: name, end: name }).map((each) => each.title);
          assert.ok(!again.includes(title), `${file}: ${title} is offered again`);
          assert.ok(
            again.some((each) => each.startsWith('Remove')),
            `${file}: ${title} cannot be taken back`,
          );
          tried += 1;
        }
      }
    }
    assert.ok(tried > 100, `${tried} were tried`);
  });
}
