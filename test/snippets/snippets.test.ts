import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { SEVERITIES } from '../../server/src/analysis/rules/rule.js';
import { analyzeSource } from '../../server/src/features/analyzed-source.js';
import { findingsOf, findingText } from '../../server/src/features/diagnostics.js';
import { DEFAULT_SETTINGS } from '../../server/src/features/settings.js';
import { openSource } from '../../server/src/syntax/source.js';
import { expandSnippet, readSnippets, type Snippet, tabStopsOf } from '../support/snippets.js';
import { type Place, SNIPPET_CASES, type SnippetCase } from './cases.js';

const FILE = './snippets/pod-patterns.code-snippets';
/** What VS Code knows of the file `Shop.yaml`; capitals may stand in no name of Kubernetes. */
const VARIABLES = { TM_FILENAME_BASE: 'Shop' };
const QUIET = SEVERITIES.slice(0, SEVERITIES.indexOf('hint'));

const snippets = readSnippets(FILE);

test('package.json contributes the snippets, which say themselves for which languages they are', () => {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
  // With a language here VS Code would report an error wherever no Helm extension brings `helm`.
  assert.deepEqual(contributes.snippets, [{ path: FILE }]);
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
  test(`${each.prefix}, as inserted, is what it says and has no finding`, () => {
    const text = manifestWith(snippetOf(each), each);
    const source = openSource('file:///Shop.yaml', 0, text);
    const parts = analyzeSource(source);
    assert.deepEqual(
      parts.flatMap(({ part }) => part.document.problems),
      [],
      text,
    );
    assert.deepEqual(
      findingsOf(source, DEFAULT_SETTINGS)
        .filter(({ severity }) => QUIET.includes(severity))
        .map((finding) => findingText(finding)),
      [],
      text,
    );
    const verdicts = parts
      .flatMap(({ analysis }) => analysis.pods)
      .flatMap((pod) => pod.spec.containers.map((container) => pod.verdictOf(container)))
      .map((verdict) => [verdict.container.label, [verdict.role, verdict.function]]);
    assert.deepEqual(
      Object.fromEntries(verdicts),
      placesMain(each) ? { ...each.roles, app: ['main', 'app'] } : each.roles,
    );
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

function snippetOf({ prefix }: SnippetCase): Snippet {
  const snippet = snippets.find((each) => each.prefix === prefix);
  assert.ok(snippet, prefix);
  return snippet;
}

function placesMain({ place }: SnippetCase): boolean {
  return place !== 'document';
}

/** The snippet with its presets in the place where it belongs: alone, or in a Pod whose main container is `app`. */
function manifestWith({ body }: Snippet, each: SnippetCase): string {
  const inserted = expandSnippet(body, VARIABLES);
  if (each.place === 'document') return `${inserted}\n`;
  const at = (place: Place, indent: string) =>
    place === each.place ? [`${indent}${inserted.replaceAll('\n', `\n${indent}`)}`] : [];
  const under = (key: string, indent: string, lines: readonly string[]) =>
    lines.length > 0 ? [`${indent}${key}:`, ...lines] : [];
  const volumes = (each.volumes ?? []).map((name) =>
    each.configured?.includes(name)
      ? `    - {name: ${name}, configMap: {name: ${name}}}`
      : `    - {name: ${name}, emptyDir: {}}`,
  );
  return [
    'apiVersion: v1',
    'kind: Pod',
    'metadata:',
    '  name: shop',
    ...under('annotations', '  ', at('annotations', '    ')),
    'spec:',
    ...under('initContainers', '  ', at('initContainers', '    ')),
    '  containers:',
    ...at('above the container', '    '),
    '    - name: app',
    '      image: registry.example/app:1.0.0',
    ...mainFields(each).map((field) => `      ${field}`),
    ...under('volumeMounts', '      ', at('volumeMounts', '        ')),
    ...at('container', '      '),
    ...at('containers', '    '),
    ...under('volumes', '  ', [...volumes, ...at('volumes', '    ')]),
    '',
  ].join('\n');
}

/** What a main container without findings has, but for what the snippet itself brings. */
function mainFields({ prefix, main }: SnippetCase): readonly string[] {
  return [
    'ports: [{name: http, containerPort: 8080}]',
    ...(prefix.startsWith('pod-probe-') ? [] : ['readinessProbe: {httpGet: {path: /readyz, port: http}}']),
    ...(prefix === 'pod-resources' ? [] : ['resources: {requests: {cpu: 100m}, limits: {memory: 256Mi}}']),
    ...(main ? [main] : []),
  ];
}
