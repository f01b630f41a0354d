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

for (const file of readdirSync('test/fixtures', { recursive: true, encoding: 'utf8' })) {
  if (!/\.yaml$/.test(file)) continue;
  test(`${file}: what is offered has its effect, and again changes nothing`, () => {
    const { text } = readMarkers(readFileSync(join('test/fixtures', file), 'utf8'));
    const source = open(text);
    for (const { part, analysis } of analyzeSource(source)) {
      for (const name of analysis.pods.flatMap(({ spec }) => spec.containers.flatMap((each) => each.name ?? []))) {
        const at = { start: part.start + name.span.start, end: part.start + name.span.start };
        for (const { title, edits } of roleMarksAt(source, at)) {
          const after = applyEdits(text, edits);
          assert.notEqual(after, text, title);
          if (!title.startsWith('Mark')) continue;
          const again = roleMarksAt(open(after), { start: at.start, end: at.start }).map((each) => each.title);
          assert.ok(!again.includes(title), `${title} is offered again`);
        }
      }
    }
  });
}
