import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type CodeAction,
  CodeActionKind,
  type CompletionItem,
  type Diagnostic,
  type DocumentSymbol,
  type Hover,
  type InlayHint,
  type MarkupContent,
  type Range,
  type SymbolInformation,
  type TextDocumentEdit,
} from 'vscode-languageserver';
import type { RuleSummary } from '../../server/src/lsp/protocol.js';
import { MODERN, PUSHED, placeOf, startClient } from './client.js';

const URI = 'file:///shop/web.yaml';
const TEXT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: nginx:1.27
        volumeMounts:
        - name: logs
          mountPath: /var/log/nginx
      - name: log-agent
        image: fluent/fluent-bit:3.1
        volumeMounts:
        - name: log
          mountPath: /logs
          readOnly: true
      volumes:
      - name: logs
        emptyDir: {}
`;
const textDocument = { uri: URI };
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
const WEB = placeOf(TEXT, 'web\n        image');
const AGENT = placeOf(TEXT, 'log-agent');

test('a hover explains a container, with links to the lines that it speaks of', async () => {
  const client = await startClient({ capabilities: MODERN });
  await client.open(URI, TEXT);
  const hover = await client.request<Hover>('textDocument/hover', { textDocument, position: AGENT.start });
  assert.deepEqual(hover.range, AGENT);
  const { kind, value } = hover.contents as MarkupContent;
  assert.equal(kind, 'markdown');
  assert.match(value, /log-agent/);
  assert.match(value, /sidecar/);
  assert.match(value, /\[line \d+\]\(file:\/\/\/shop\/web\.yaml#L\d+\)/);
});

test('a client that shows plain text gets no marks', async () => {
  const client = await startClient({ capabilities: { textDocument: { hover: { contentFormat: ['plaintext'] } } } });
  await client.open(URI, TEXT);
  const hover = await client.request<Hover>('textDocument/hover', { textDocument, position: AGENT.start });
  const { kind, value } = hover.contents as MarkupContent;
  assert.equal(kind, 'plaintext');
  assert.match(value, /line \d+/);
  assert.doesNotMatch(value, /\*\*|`|\]\(|\\/);
});

test('a hover on nothing in particular is null', async () => {
  const client = await startClient({ capabilities: MODERN });
  await client.open(URI, TEXT);
  assert.equal(await client.request('textDocument/hover', { textDocument, position: { line: 0, character: 0 } }), null);
});

test('inlay hints stand after the names, in the asked range, and explain themselves when asked', async () => {
  const client = await startClient({ capabilities: MODERN });
  await client.open(URI, TEXT);
  const all = await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range: WHOLE });
  const places = [{ ...WEB.start, character: WEB.start.character + 'web'.length }, AGENT.end];
  assert.deepEqual(
    all.map(({ position }) => position),
    places,
  );
  const range = { start: { line: AGENT.start.line, character: 0 }, end: { line: AGENT.start.line + 1, character: 0 } };
  const [hint, ...others] = await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range });
  assert.deepEqual(others, []);
  assert.match(String(hint?.label), /^sidecar\??( · |$)/);
  assert.equal(hint?.tooltip, undefined);
  const resolved = await client.request<InlayHint>('inlayHint/resolve', hint ?? {});
  const hover = await client.request<Hover>('textDocument/hover', { textDocument, position: AGENT.start });
  assert.deepEqual(resolved.tooltip, hover.contents);
});

test('the outline shows roles, as a tree', async () => {
  const client = await startClient({ capabilities: MODERN });
  await client.open(URI, TEXT);
  const [workload, ...others] = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
  assert.deepEqual(others, []);
  assert.equal(workload?.name, 'web');
  assert.equal(workload.detail, 'Deployment');
  assert.deepEqual(
    workload.children?.map(({ name }) => name),
    ['web', 'log-agent', 'logs'],
  );
  const agent = workload.children?.[1];
  assert.match(agent?.detail ?? '', /^sidecar/);
  assert.deepEqual(agent?.selectionRange, AGENT);
});

test('the outline is a list for clients that show no tree', async () => {
  const client = await startClient();
  await client.open(URI, TEXT);
  const symbols = await client.request<SymbolInformation[]>('textDocument/documentSymbol', { textDocument });
  assert.deepEqual(
    symbols.map(({ name, containerName }) => [name, containerName]),
    [
      ['web', undefined],
      ['web', 'web'],
      ['log-agent', 'web'],
      ['logs', 'web'],
    ],
  );
});

test('a quick fix repairs the finding that the client shows, in the version that it has', async () => {
  const client = await startClient({ capabilities: PUSHED });
  await client.open(URI, TEXT, 3);
  const { diagnostics } = await client.publishedFor(URI, 3);
  const shown = diagnostics.filter(({ code }) => code === 'unknown-volume');
  const action = await firstAction(client, shown[0]);
  assert.equal(action.kind, CodeActionKind.QuickFix);
  assert.equal(action.isPreferred, true);
  assert.deepEqual(action.diagnostics, shown);
  const [change] = (action.edit?.documentChanges ?? []) as TextDocumentEdit[];
  assert.deepEqual(change?.textDocument, { uri: URI, version: 3 });
  assert.deepEqual(
    change?.edits.map((edit) => 'newText' in edit && edit.newText),
    ['logs'],
  );
});

test('an old client gets plain changes', async () => {
  const client = await startClient();
  await client.open(URI, TEXT, 1);
  const { diagnostics } = await client.publishedFor(URI, 1);
  const action = await firstAction(
    client,
    diagnostics.find(({ code }) => code === 'unknown-volume'),
  );
  assert.equal(action.edit?.documentChanges, undefined);
  assert.equal(action.edit?.changes?.[URI]?.[0]?.newText, 'logs');
});

test('other kinds of code actions are not answered', async () => {
  const client = await startClient({ capabilities: MODERN });
  await client.open(URI, TEXT);
  const ask = (only: string[]) =>
    client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range: placeOf(TEXT, 'log\n'),
      context: { diagnostics: [], only },
    });
  assert.deepEqual(await ask(['refactor.extract', 'source.organizeImports']), []);
  assert.ok((await ask(['quickfix'])).length > 0);
});

test('every request about a document that is not open has an empty answer', async () => {
  const client = await startClient({ capabilities: MODERN });
  const unknown = { textDocument: { uri: 'file:///nowhere.yaml' } };
  const position = { line: 0, character: 0 };
  const range = { start: position, end: position };
  assert.equal(await client.request('textDocument/hover', { ...unknown, position }), null);
  assert.deepEqual(await client.request('textDocument/inlayHint', { ...unknown, range }), []);
  assert.deepEqual(await client.request('textDocument/documentSymbol', unknown), []);
  assert.deepEqual(
    await client.request('textDocument/codeAction', { ...unknown, range, context: { diagnostics: [] } }),
    [],
  );
});

test('roles are told to a client that wants them, and only when they are others', async () => {
  const client = await startClient({ capabilities: MODERN, initializationOptions: { roleNotifications: true } });
  await client.open(URI, TEXT, 1);
  const first = await client.rolesFor(({ uri }) => uri === URI);
  assert.equal(first.version, 1);
  assert.deepEqual(
    first.containers.map(({ name, role, native }) => [name, role, native]),
    [
      ['web', 'main', false],
      ['log-agent', 'sidecar', false],
    ],
  );
  assert.deepEqual(first.containers[1]?.range, AGENT);

  const image = placeOf(TEXT, '1.27');
  await client.change(URI, 2, [{ range: image, text: '1.28' }]);
  await client.pull(URI);
  await client.change(URI, 3, [{ range: { start: WHOLE.start, end: WHOLE.start }, text: '# Moved\n' }]);
  const moved = await client.rolesFor(({ version }) => version > 1);
  assert.equal(moved.version, 3);
  assert.equal(moved.containers[1]?.range.start.line, AGENT.start.line + 1);
  assert.equal(client.roles.length, 2);
});

test('roles are not told to a client that did not ask', async () => {
  const client = await startClient({ capabilities: PUSHED });
  await client.open(URI, TEXT, 1);
  await client.publishedFor(URI, 1);
  await client.change(URI, 2, []);
  await client.publishedFor(URI, 2);
  assert.deepEqual(client.roles, []);
});

test("on a container's name, the roles that it could be declared to have are offered", async () => {
  const client = await startClient({ capabilities: MODERN });
  await client.open(URI, TEXT);
  const ask = (range: Range) =>
    client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range,
      context: { diagnostics: [], only: ['refactor'] },
    });
  const actions = await ask(AGENT);
  assert.deepEqual(
    actions.map(({ title, kind }) => [title, kind]),
    ['main', 'ambassador', 'adapter'].map((role) => [`Mark 'log-agent' as ${role}`, 'refactor.rewrite']),
  );
  assert.deepEqual(await ask(placeOf(TEXT, 'fluent/')), []);
});

test('roles and directives are completed in comments, and nothing is elsewhere', async () => {
  const client = await startClient({ capabilities: MODERN });
  const typed = TEXT.replace('- name: log-agent', '- name: log-agent # pod-patterns-role: ');
  await client.open(URI, typed);
  const { line } = AGENT.start;
  const ask = (character: number) =>
    client.request<CompletionItem[]>('textDocument/completion', { textDocument, position: { line, character } });
  const length = typed.split('\n')[line]?.length ?? 0;
  assert.deepEqual(
    (await ask(length)).map(({ label }) => label),
    ['main', 'sidecar', 'ambassador', 'adapter'],
  );
  assert.deepEqual(await ask(AGENT.end.character), []);
});

test('a configuration file is completed by what it can say', async () => {
  const client = await startClient({ capabilities: MODERN });
  const uri = 'file:///work/.pod-patterns.yaml';
  await client.open(uri, 'enable: false\nprofile: ');
  const items = await client.request<CompletionItem[]>('textDocument/completion', {
    textDocument: { uri },
    position: { line: 1, character: 9 },
  });
  assert.deepEqual(
    items.map(({ label }) => label),
    ['recommended', 'strict', 'quiet'],
  );
});

test('completion is announced, asked for by few characters, and in the language of the reader', async () => {
  const client = await startClient({ capabilities: MODERN, locale: 'ko' });
  assert.deepEqual(client.initialized.capabilities.completionProvider?.triggerCharacters, [':', ' ', ',', '=']);
  const typed = TEXT.replace('- name: log-agent', '- name: log-agent # pod-patterns-disable-line ');
  await client.open(URI, typed);
  const { line } = AGENT.start;
  const character = typed.split('\n')[line]?.length ?? 0;
  const items = await client.request<CompletionItem[]>('textDocument/completion', {
    textDocument,
    position: { line, character },
    context: { triggerKind: 2, triggerCharacter: ' ' },
  });
  assert.match(items.find(({ label }) => label === 'unknown-role')?.detail ?? '', /역할/);
  assert.ok(items.some(({ label }) => label === 'container='));
});

test('all safe fixes of a file are one action for clients that ask for it', async () => {
  const client = await startClient({ capabilities: MODERN });
  await client.open(URI, TEXT.replace('- name: log\n', '- name: logs\n').concat('      serviceAccount: shop\n'));
  const ask = (only?: readonly string[]) =>
    client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range: WHOLE,
      context: { diagnostics: [], ...(only && { only }) },
    });
  for (const kind of ['source', 'source.fixAll', 'source.fixAll.podPatterns']) {
    const [action, ...others] = await ask([kind]);
    assert.deepEqual(others, [], kind);
    assert.equal(action?.kind, 'source.fixAll.podPatterns');
    const [change] = (action?.edit?.documentChanges ?? []) as TextDocumentEdit[];
    assert.equal(change?.edits.length, 1);
  }
  for (const only of [undefined, ['source.fixAll.other'], ['quickfix']]) {
    assert.ok((await ask(only)).every(({ kind }) => kind !== 'source.fixAll.podPatterns'));
  }
});

test('the rules are listed', async () => {
  const client = await startClient({ capabilities: MODERN, settings: { rules: { 'unknown-volume': 'off' } } });
  await client.open(URI, TEXT);
  await client.pull(URI);
  const rules = await client.connection.sendRequest<RuleSummary[]>('podPatterns/rules');
  const rule = rules.find(({ id }) => id === 'unknown-volume');
  assert.equal(rule?.severity, 'error');
  assert.equal(rule.enabled, false);
  assert.match(rule.url, /unknown-volume$/);
});

test('a client may bring the words for a server that cannot read them', async () => {
  const translation = { 'unknown-volume.similar': '{volume}?' };
  const client = await startClient({ capabilities: PUSHED, locale: 'xx', initializationOptions: { translation } });
  await client.open(URI, TEXT, 1);
  const { diagnostics } = await client.publishedFor(URI, 1);
  assert.ok(diagnostics.some(({ message }) => message === 'log?'));
});

test('a reader of Korean gets Korean words', async () => {
  const client = await startClient({ capabilities: MODERN, locale: 'ko-KR' });
  await client.open(URI, TEXT);
  const [, hint] = await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range: WHOLE });
  assert.match(String(hint?.label), /^사이드카/);
  const report = await client.pull(URI);
  const shown = report.kind === 'full' ? report.items.find(({ code }) => code === 'unknown-volume') : undefined;
  assert.match(String(shown?.message), /^'log-agent' 컨테이너가 마운트하는 'log' 볼륨이/);
  assert.equal((await firstAction(client, shown)).title, "'logs' 볼륨으로 변경");
  const hover = await client.request<Hover>('textDocument/hover', { textDocument, position: AGENT.start });
  assert.match((hover.contents as MarkupContent).value, /^\*\*`log-agent`\*\* 컨테이너: \*\*사이드카\*\*/);
  const [rule] = await client.connection.sendRequest<RuleSummary[]>('podPatterns/rules');
  assert.match(rule?.title ?? '', /보조 컨테이너$/);
});

async function firstAction(
  client: Awaited<ReturnType<typeof startClient>>,
  shown: Diagnostic | undefined,
): Promise<CodeAction> {
  assert.ok(shown);
  const context = { diagnostics: [shown] };
  const [action] = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument,
    range: shown.range,
    context,
  });
  assert.ok(action);
  return action;
}
