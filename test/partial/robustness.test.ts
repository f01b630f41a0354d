import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { findingsOf } from '../../server/src/features/diagnostics.js';
import { fixesOf } from '../../server/src/features/fixes.js';
import { roleHints } from '../../server/src/features/inlay-hints.js';
import { DEFAULT_SETTINGS } from '../../server/src/features/settings.js';
import { changeSource, openSource, type SourceDocument } from '../../server/src/syntax/source.js';
import { alarmsIn, rulesIn } from './alarms.js';
import { CHARTS } from './charts.js';
import { MANIFESTS } from './manifests.js';

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: web
    image: nginx:1.27
    ports: [{containerPort: 70000}]
`;

test('a manifest is read alike with a byte order mark, tabs, JSON, and the line breaks of Windows', () => {
  const object = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'web', image: 'nginx:1.27', ports: [{ containerPort: 70000 }] }] },
  };
  const forms = [
    POD,
    `\uFEFF${POD}`,
    POD.replaceAll('\n', '\r\n'),
    `\uFEFF---\r\n${POD.replaceAll('\n', '\r\n')}...\r\n`,
    POD.replaceAll(/: (?=\w)/g, ':\t'),
    POD.replace('image: nginx:1.27', 'image: nginx:1.27\t# the server'),
    JSON.stringify(object),
    JSON.stringify(object, null, 2),
    JSON.stringify(object, null, '\t'),
    `\uFEFF${JSON.stringify(object, null, 4).replaceAll('\n', '\r\n')}`,
  ];
  for (const form of forms) assert.deepEqual(rulesIn(form), ['invalid-port-number'], JSON.stringify(form));
});

/** Ways to write two documents, or one beside empty ones. */
const SEPARATED: Readonly<Record<string, readonly [text: string, pods: number]>> = {
  'with a marker': [`${POD}---\n${POD}`, 2],
  'with a comment behind the marker': [`--- # one\n${POD}--- # two\n${POD}`, 2],
  'with a document on the line of its marker': [
    `--- ${JSON.stringify({ apiVersion: 'v1', kind: 'Pod' })}\n---\n${POD}`,
    1,
  ],
  'with ends of documents': [`${POD}...\n---\n${POD}...\n`, 2],
  'with directives': [`%YAML 1.2\n---\n${POD}...\n%YAML 1.1\n---\n${POD}`, 2],
  'with empty documents': [`---\n---\n\n---\n${POD}---\n# nothing\n---\n`, 1],
  'with blanks behind the markers': [`---  \n${POD}--- \t\n${POD}`, 2],
  'with a marker in a script': [`${POD}    command: [sh, -c, "cat <<X\\n---\\nX"]\n---\n${POD}`, 2],
  'with line breaks of Windows': [`---\n${POD}---\n${POD}`.replaceAll('\n', '\r\n'), 2],
  'in a List': [`apiVersion: v1\nkind: List\nitems:\n${asItem(POD)}${asItem(POD)}`, 2],
  'in a PodList': [`apiVersion: v1\nkind: PodList\nitems:\n${asItem(POD.replace(/^apiVersion.*\nkind.*\n/, ''))}`, 1],
  'in a List of Lists': [
    `apiVersion: v1\nkind: List\nitems:\n${asItem(`apiVersion: v1\nkind: List\nitems:\n${asItem(POD)}`)}`,
    1,
  ],
  'in a JSON List': [
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'a' },
          spec: { containers: [{ name: 'a', image: 'a:1', ports: [{ containerPort: 70000 }] }] },
        },
        null,
        3,
      ],
    }),
    1,
  ],
};

for (const [name, [text, pods]] of Object.entries(SEPARATED)) {
  test(`documents ${name}`, () =>
    assert.deepEqual(
      rulesIn(text).filter((rule) => rule === 'invalid-port-number').length,
      pods,
      alarmsIn(text).join('\n'),
    ));
}

function asItem(text: string): string {
  return `- ${text.trimEnd().replaceAll('\n', '\n  ')}\n`;
}

const PIECES = [
  '\n',
  '\r\n',
  '\t',
  '  ',
  '- ',
  ': ',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  '{{',
  '}}',
  '{{ .x }}',
  '{{- if .x }}',
  '{{- end }}',
  '{{ define "x" }}',
  '{{/*',
  '*/}}',
  '|',
  '>-',
  '---\n',
  '...\n',
  '\uFEFF',
  '#{x}#',
  '[[x]]',
  '#@ x',
  '#@ if x:\n',
  '@x@',
  '%x%',
  '<x>',
  '__X__',
  '$(',
  '${',
  '&a ',
  '*a',
  '<<: *a',
  '? ',
  '!tag ',
  '$patch: delete',
  'kind: Pod',
  'name',
  '0',
  'null',
  '\u0000',
  '\uE000',
  '\uD800',
  '💥',
  'containers:',
  '- op: add\n',
  '# ...\n',
] as const;

const edits = fc.array(
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(40), piece: fc.constantFrom(...PIECES) }),
  { minLength: 1, maxLength: 6 },
);
const texts = fc.constantFrom(
  ...Object.values(CHARTS),
  ...Object.values(MANIFESTS),
  ...Object.values(SEPARATED).map(([text]) => text),
);

test('no edit makes the analysis throw, and what it finds lies inside the file', () => {
  fc.assert(
    fc.property(texts, edits, fc.boolean(), (start, changes, partial) => {
      let text = start;
      for (const { at, cut, piece } of changes) {
        const offset = Math.floor(at * text.length);
        text = text.slice(0, offset) + piece + text.slice(offset + cut);
      }
      checkSpans(openSource('file:///a.yaml', 0, text, { related: [], partial }), text);
    }),
    { numRuns: 300 },
  );
});

test('an edited template is what it would be if it had been opened so', () => {
  fc.assert(
    fc.property(texts, edits, (start, changes) => {
      let source = openSource('file:///a.yaml', 0, start);
      let text = start;
      for (const { at, cut, piece } of changes) {
        const offset = Math.floor(at * text.length);
        const range = { start: positionAt(text, offset), end: positionAt(text, Math.min(text.length, offset + cut)) };
        if (text.slice(offset - 1, offset + 1) === '\r\n' || text.slice(offset + cut - 1, offset + cut + 1) === '\r\n')
          continue;
        source = changeSource(source, source.version + 1, [{ range, text: piece }]);
        text = text.slice(0, offset) + piece + text.slice(offset + cut);
      }
      const seen = (each: SourceDocument) =>
        findingsOf(each, DEFAULT_SETTINGS).map(({ rule, span }) => ({ rule: rule.id, span }));
      assert.deepEqual(seen(source), seen(openSource('file:///a.yaml', 0, text)));
    }),
    { numRuns: 100 },
  );
});

function checkSpans(source: SourceDocument, text: string): void {
  for (const finding of findingsOf(source, DEFAULT_SETTINGS)) {
    for (const { start, end } of [finding.span, ...finding.related.map(({ span }) => span)])
      assert.ok(
        0 <= start && start <= end && end <= text.length,
        `${finding.rule.id} at ${start}–${end} of ${text.length}`,
      );
    for (const { edits: changes } of fixesOf(finding))
      for (const { span } of changes) assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
  }
  for (const { offset } of roleHints(source, { start: 0, end: text.length }))
    assert.ok(0 <= offset && offset <= text.length);
}

function positionAt(text: string, offset: number) {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length - 1, character: offset - (before.lastIndexOf('\n') + 1) };
}

test('the manifests are YAML', () => {
  for (const text of Object.values(MANIFESTS))
    for (const document of parseAllDocuments(text)) assert.deepEqual('errors' in document ? document.errors : [], []);
});
