import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { rules } from '../../server/src/analysis/rules/index.js';
import { findingText, type PlacedFinding } from '../../server/src/features/diagnostics.js';
import { fixesOf, type PlacedFix } from '../../server/src/features/fixes.js';
import { commentsOf } from '../../server/src/syntax/comments.js';
import { applyEdits } from '../../server/src/syntax/edit.js';
import { openSource } from '../../server/src/syntax/source.js';
import { applyFirstFixes, findingsIn } from '../support/fix.js';
import { readMarkers } from '../support/markers.js';

const FIXTURES = 'test/fixtures';

/** Every fixture and bad example, by name, without its markers. */
const texts: readonly (readonly [name: string, text: string])[] = [
  ...rules.flatMap(({ id, meta }) =>
    meta.examples.bad.map(({ yaml }, index) => [`${id} example ${index + 1}`, yaml] as const),
  ),
  ...readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .sort()
    .filter((file) => /(?<!\.fixed)\.yaml$/.test(file))
    .map((file) => [file, readFileSync(join(FIXTURES, file), 'utf8')] as const),
].map(([name, marked]) => [name, readMarkers(marked).text]);

const printed = (options: object) => (text: string) =>
  parseAllDocuments(text)
    .map((document) => document.toString({ lineWidth: 0, ...options }))
    .join('---\n');

/** The same manifest as other people write it. */
const LAYOUTS: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  CRLF: (text) => text.replaceAll('\n', '\r\n'),
  'byte order mark': (text) => `\uFEFF${text}`,
  'no last line break': (text) => text.trimEnd(),
  'dashes under their key': printed({ indentSeq: false }),
  'dashes indented': printed({ indentSeq: true }),
  'four blanks': printed({ indent: 4, indentSeq: true }),
  'four blanks, CRLF': (text) => printed({ indent: 4, indentSeq: false })(text).replaceAll('\n', '\r\n'),
  'single quotes': printed({ defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'PLAIN' }),
  'double quotes': printed({ defaultStringType: 'QUOTE_DOUBLE' }),
  'flow style': printed({ collectionStyle: 'flow' }),
  'comments on every line': (text) =>
    text.replace(/^( *)(?=[\w-].*[^|>]$)/gm, '$1# above\n$1').replace(/(?<=: [\w./-]+)$/gm, ' # behind'),
};

/** JSON holds one document; only files of one document are written so. */
const JSON_LAYOUTS: Readonly<Record<string, (value: unknown) => string>> = {
  'JSON over lines': (value) => JSON.stringify(value, null, 2),
  'JSON on one line': (value) => JSON.stringify(value),
};

for (const [name, text] of texts) {
  // Templates and broken text cannot be written anew by a YAML printer.
  if (text.includes('{{') || parseAllDocuments(text).some(({ errors }) => errors.length > 0)) continue;
  for (const [layout, write] of Object.entries(LAYOUTS)) test(`${name}, ${layout}`, () => checkFixes(write(text)));
  const documents = parseAllDocuments(text);
  if (documents.length > 1) continue;
  for (const [layout, write] of Object.entries(JSON_LAYOUTS)) {
    test(`${name}, ${layout}`, () => {
      checkFixes(write(documents[0]?.toJS()));
      assert.doesNotThrow(() => JSON.parse(applyFirstFixes(write(documents[0]?.toJS()))));
    });
  }
}

test('half-written manifests neither throw nor get fixes that break them more', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...texts.map(([, text]) => text)),
      fc.nat(),
      fc.nat(40),
      fc.constantFrom('', '\n', '- ', '{', '[', '"', ': ', '&a ', '*a', '{{ x }}', '\t', '  '),
      (text, at, cut, typed) => {
        const start = at % (text.length + 1);
        const broken = text.slice(0, start) + typed + text.slice(start + cut);
        for (const finding of findingsIn(broken)) {
          for (const fix of fixesOf(finding)) {
            assert.ok(problems(applyEdits(broken, fix.edits)) <= problems(broken));
          }
        }
      },
    ),
    { numRuns: 1_000 },
  );
});

test('no fix changes text that an alias repeats elsewhere, unless it is as wrong there', () => {
  const text = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Pod
  metadata: {name: a}
  spec:
    containers:
    - &web
      name: web
      image: nginx:1.27
      volumeMounts:
      - {name: log, mountPath: /logs}
      resources: {limits: {memory: 64MB}}
    volumes:
    - {name: logs, emptyDir: {}}
- apiVersion: v1
  kind: Pod
  metadata: {name: b}
  spec:
    containers: [*web]
    volumes:
    - {name: log, emptyDir: {}}
`;
  const titles = findingsIn(text).flatMap((finding) => fixesOf(finding).map(({ message }) => message.id));
  assert.deepEqual(titles, ['add', 'change', 'change']);
  assert.equal(
    applyFirstFixes(text, 'unknown-volume'),
    text.replace('    - {name: logs, emptyDir: {}}\n', '$&    - {name: log, emptyDir: {}}\n'),
  );
});

/** What holds for every fix of every finding. */
function checkFixes(text: string): void {
  const before = findingsIn(text);
  for (const finding of before) {
    for (const fix of fixesOf(finding)) {
      const after = applyEdits(text, fix.edits);
      const label = `${fix.finding.rule.id} ${fix.message.id}:\n${after}`;
      assert.ok(problems(after) <= problems(text), `can be read: ${label}`);
      const left = findingsIn(after).map(identityOf);
      assert.ok(!left.includes(identityOf(finding)), `its finding is gone: ${label}`);
      const old = new Set(before.map(causeOf));
      const loud = findingsIn(after).filter(({ severity }) => severity === 'error' || severity === 'warning');
      assert.deepEqual(loud.filter((each) => !old.has(causeOf(each))).map(identityOf), [], `nothing new: ${label}`);
      assert.deepEqual(lineBreaks(after), lineBreaks(text), `line endings: ${label}`);
      assert.deepEqual(lostComments(text, after, fix), [], `comments: ${label}`);
    }
  }
  const fixed = applyFirstFixes(text);
  assert.equal(applyFirstFixes(fixed), fixed);
}

/** A fix may show that a finding weighs more than it did, and say why; that is not a new one. */
function causeOf({ workload, container, rule }: PlacedFinding): string {
  return `${workload} ${container} ${rule.id}`;
}

function identityOf(finding: PlacedFinding): string {
  return `${finding.workload} ${finding.container} ${finding.rule.id} ${findingText(finding)}`;
}

function problems(text: string): number {
  return openSource('file:///fixed.yaml', 0, text).parts.reduce(
    (sum, { document }) => sum + document.problems.length,
    0,
  );
}

function lineBreaks(text: string): readonly string[] {
  return [...new Set(text.match(/\r?\n/g) ?? ['\n'])];
}

/** What is removed takes its own comments along, which is all that may be lost. */
function lostComments(text: string, after: string, { message, edits }: PlacedFix): readonly string[] {
  if (/^remove(?:First|Second)?$/.test(message.id)) return [];
  const kept = comments(after);
  assert.ok(edits.length > 0);
  return comments(text).filter((comment) => {
    const index = kept.indexOf(comment);
    if (index >= 0) kept.splice(index, 1);
    return index < 0;
  });
}

/** Without our own, which fixes are there to change. */
function comments(text: string): string[] {
  return openSource('file:///fixed.yaml', 0, text).parts.flatMap(({ document }) =>
    commentsOf(document)
      .map(({ value }) => value.trim())
      .filter((value) => !value.startsWith('pod-patterns-')),
  );
}
