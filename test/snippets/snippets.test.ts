import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { analyzeSource } from '../../server/src/features/analyzed-source.js';
import { findingsOf, findingText } from '../../server/src/features/diagnostics.js';
import { DEFAULT_SETTINGS } from '../../server/src/features/settings.js';
import { openSource } from '../../server/src/syntax/source.js';
import { expandSnippet, readSnippets, type Snippet, tabStopsOf } from '../support/snippets.js';
import { type Place, SNIPPET_CASES, type SnippetCase } from './cases.js';

const FILE = './snippets/pod-patterns.code-snippets';
const VARIABLES = { TM_FILENAME_BASE: 'shop' };
/** Names of files, and what a Service, the strictest of the objects, may be called after them. */
const OBJECT_NAMES = {
  shop: 'shop',
  Shop_Web: 'shop-web',
  'web.prod': 'web-prod',
  '01-web': 'web',
  _web_: 'web',
  'Untitled-1': 'untitled-1',
  '2048': 'app',
  쇼핑몰: 'app',
};
/** How the file is written that the snippet comes into. */
const STYLES = {
  'two blanks and LF': { wide: false, lineEnd: '\n' },
  'four blanks and CRLF': { wide: true, lineEnd: '\r\n' },
};
type Style = (typeof STYLES)[keyof typeof STYLES];

const snippets = readSnippets(FILE);

test('no snippet is contributed by the manifest, where it would be offered in every place', () => {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.equal(contributes.snippets, undefined);
});

test('every snippet has a case', () => {
  assert.deepEqual(
    snippets.map(({ prefix }) => prefix),
    SNIPPET_CASES.map(({ prefix }) => prefix),
  );
  assert.equal(new Set(snippets.map(({ prefix }) => prefix)).size, snippets.length);
});

for (const snippet of snippets) {
  test(`${snippet.prefix} is well formed`, () => {
    assert.match(snippet.prefix, /^pod-[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.equal(snippet.scope, 'yaml,helm,kubernetes');
    assert.match(snippet.description, /^[A-Z].{40,}\.$/);
    // VS Code indents every line as the first, and keeps the blanks that follow.
    assert.match(snippet.body, /^\S/);
    assert.doesNotMatch(snippet.body, /\t| $|\n$/m);
    const stops = tabStopsOf(snippet.body);
    assert.deepEqual(
      stops,
      stops.map((_, index) => index + 1),
    );
  });
}

for (const each of SNIPPET_CASES) {
  for (const [name, style] of Object.entries(STYLES)) {
    test(`${each.prefix}, among ${name}, is what it says and has no finding`, () => checkInserted(each, style));
  }
}

for (const { prefix } of SNIPPET_CASES.filter(({ place }) => place === 'document')) {
  test(`${prefix} names its object after the file`, () => {
    const { body } = snippetOf(prefix);
    const named = Object.keys(OBJECT_NAMES).map((file) => {
      const [, name] = /^metadata:\n {2}name: (.*)$/m.exec(expandSnippet(body, { TM_FILENAME_BASE: file })) ?? [];
      return [file, name];
    });
    assert.deepEqual(Object.fromEntries(named), OBJECT_NAMES);
  });
}

for (const prefix of ['pod-probe-http', 'pod-probe-tcp', 'pod-probe-exec', 'pod-probe-grpc']) {
  test(`${prefix} has all five timing fields`, () => {
    const fields = ['initialDelaySeconds', 'periodSeconds', 'timeoutSeconds', 'successThreshold', 'failureThreshold'];
    const body = snippets.find((snippet) => snippet.prefix === prefix)?.body ?? '';
    assert.deepEqual(
      fields.filter((field) => !body.includes(`  ${field}: `)),
      [],
    );
  });
}

/** It parses, no rule has anything to say, and every container has its role and function. */
function checkInserted(each: SnippetCase, style: Style): void {
  const text = manifestWith(snippetOf(each.prefix), each, style);
  const source = openSource('file:///shop.yaml', 0, text);
  const parts = analyzeSource(source);
  assert.deepEqual(
    parts.flatMap(({ part }) => part.document.problems),
    [],
    text,
  );
  assert.deepEqual(
    findingsOf(source, DEFAULT_SETTINGS).map((finding) => findingText(finding)),
    [],
    text,
  );
  const verdicts = parts
    .flatMap(({ analysis }) => analysis.pods)
    .flatMap((pod) => pod.spec.containers.map((container) => pod.verdictOf(container)))
    .map((verdict) => [verdict.container.label, [verdict.role, verdict.function]]);
  const main = each.place === 'document' ? {} : { app: ['main', 'app'] };
  assert.deepEqual(Object.fromEntries(verdicts), { ...main, ...each.roles }, text);
}

function snippetOf(prefix: string): Snippet {
  const snippet = snippets.find((each) => each.prefix === prefix);
  assert.ok(snippet, prefix);
  return snippet;
}

/** The snippet with its presets in the place where it belongs: alone, or in a Pod whose main container is `app`. */
function manifestWith({ body }: Snippet, each: SnippetCase, { wide, lineEnd }: Style): string {
  const inserted = expandSnippet(body, VARIABLES).split('\n');
  const own = wide ? widened : (line: string) => line;
  const at = (place: Place, indent: string) =>
    place === each.place ? inserted.map((line) => `${own(indent)}${line}`) : [];
  const under = (key: string, lines: readonly string[]) => (lines.length > 0 ? [own(key), ...lines] : []);
  if (each.place === 'document') return [...inserted, ''].join(lineEnd);
  return [
    ...['apiVersion: v1', 'kind: Pod', 'metadata:', '  name: shop'].map(own),
    ...under('  annotations:', at('annotations', '    ')),
    'spec:',
    ...under('  initContainers:', at('initContainers', '    ')),
    own('  containers:'),
    ...at('above the container', '    '),
    ...['    - name: app', '      image: registry.example/app:1.0.0', ...mainFields(each)].map(own),
    ...under('      volumeMounts:', at('volumeMounts', '        ')),
    ...at('container', '      '),
    ...at('containers', '    '),
    ...under('  volumes:', [...volumesFor(each).map(own), ...at('volumes', '    ')]),
    '',
  ].join(lineEnd);
}

/** A line for a file with steps of four: twice the indentation, and what stands behind a dash three blanks from it. */
function widened(line: string): string {
  return line.replace(/^ +/, '$&$&').replace(/^( *)- /, '$1-   ');
}

/** What a main container without findings has, but for what the snippet itself brings. */
function mainFields({ prefix, main }: SnippetCase): readonly string[] {
  return [
    '      ports: [{name: http, containerPort: 8080}]',
    ...(prefix.startsWith('pod-probe-') ? [] : ['      readinessProbe: {httpGet: {path: /readyz, port: http}}']),
    ...(prefix === 'pod-resources' ? [] : ['      resources: {requests: {cpu: 100m}, limits: {memory: 256Mi}}']),
    ...(main ? [`      ${main}`] : []),
  ];
}

function volumesFor({ volumes = [], configured = [] }: SnippetCase): readonly string[] {
  return volumes.map((name) =>
    configured.includes(name)
      ? `    - {name: ${name}, configMap: {name: ${name}}}`
      : `    - {name: ${name}, emptyDir: {}}`,
  );
}
