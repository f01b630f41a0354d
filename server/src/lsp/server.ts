import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
  ResponseError,
  WatchKind,
  type WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import { languageOf, type Translation } from '../features/messages.js';
import { isProjectFile, MANIFEST_FILES, PROJECT_FILE } from '../features/project-file.js';
import { listRules } from '../features/rule-list.js';
import { type ClientFeatures, readClientFeatures } from './client-features.js';
import { codeActions } from './code-actions.js';
import { completion } from './completion.js';
import { configuredDocuments } from './configured-documents.js';
import { documentSettings } from './document-settings.js';
import { documentSymbols } from './document-symbols.js';
import { clientFiles, type Files, NO_FILES } from './files.js';
import { hover } from './hover.js';
import { initializeResult } from './initialize-result.js';
import { explainedHint, hintDocument, inlayHints } from './inlay-hints.js';
import { liveSettings } from './live-settings.js';
import { openDocuments } from './open-documents.js';
import { RULES_REQUEST, type RuleSummary } from './protocol.js';
import { reports } from './reports.js';
import type { Answer, Session } from './session.js';
import { whenTypingPauses } from './typing-pause.js';
import { createWorkspace } from './workspace.js';

/** Languages whose files are never manifests, although an editor may send them to us as YAML of some kind. */
const FOREIGN_LANGUAGES = new Set(['dockercompose']);

/** Of a folder that comes or goes with all that is in it, an editor may name the folder alone. */
const WATCHED = {
  watchers: [
    ...[`**/${PROJECT_FILE}`, ...MANIFEST_FILES].map((globPattern) => ({ globPattern })),
    { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
  ],
};

interface Token {
  readonly isCancellationRequested: boolean;
}

/** What a server has besides its connection. */
export interface Surroundings {
  /** Reads files that are not open, for clients that do not. */
  readonly disk?: Files;
  /** The translation to a language such as `ko`, for clients that bring none; undefined without one. Never rejects. */
  readonly loadTranslation?: (language: string) => Promise<Translation | undefined>;
}

/** Answers on any connection: stdio and IPC in Node, a worker's messages in the browser, a pair of streams in tests. */
export function serve(connection: Connection, { disk = NO_FILES, loadTranslation }: Surroundings = {}): void {
  let client: ClientFeatures = readClientFeatures({ processId: null, rootUri: null, capabilities: {} });
  const documents = openDocuments();
  const editor = liveSettings(connection);
  const settings = documentSettings({
    configuration: () => editor.current,
    files,
    roots: () => client.folders,
    open: (uri) => documents.get(uri),
  });
  const workspace = createWorkspace(
    connection,
    (uri) => documents.get(uri),
    (uri) => !settings.of(uri).enable,
  );
  const configured = configuredDocuments(documents, {
    settings: (uri) => settings.of(uri),
    around: workspace.around,
  });
  const report = reports(connection, configured, session);
  const typedInto = whenTypingPauses(showToOthers);

  function files(): Files {
    return client.readsFiles ? clientFiles(connection) : disk;
  }

  function session(uri: string): Session {
    return {
      client,
      settings: settings.of(uri),
      translation: client.translation,
      projectFile: settings.projectFileOf(uri),
    };
  }

  /** Waits for all settings, so that nothing is shown which they turn off. */
  async function whenConfigured(uri: string): Promise<void> {
    await editor.ready;
    await settings.load(uri);
  }

  function answer<Params extends { readonly textDocument: { readonly uri: string } }, Result>(
    otherwise: Result,
    respond: Answer<Params, Result>,
  ) {
    return async (params: Params, token: Token): Promise<Result> => {
      const { uri } = params.textDocument;
      await whenConfigured(uri);
      if (token.isCancellationRequested) throw cancelled();
      const source = settings.of(uri).enable || isProjectFile(uri) ? configured.get(uri) : undefined;
      return source ? respond(source, params, session(uri)) : otherwise;
    };
  }

  async function refresh(): Promise<void> {
    await Promise.all(documents.uris().map(whenConfigured));
    workspace.reconsider();
    show(documents.uris());
  }

  function show(uris: readonly string[]): void {
    uris.forEach(report.schedule);
    if (client.pullsDiagnostics && client.refreshesDiagnostics) quietly(connection.languages.diagnostics.refresh());
    if (client.refreshesInlayHints) quietly(connection.languages.inlayHint.refresh());
  }

  /** What is typed into a document may concern others before it is saved. */
  function showToOthers(uris: readonly string[]): void {
    const all = documents.uris();
    const before = all.map(workspace.around);
    workspace.typed(uris);
    const concerned = all.filter((uri, index) => workspace.around(uri) !== before[index]);
    if (concerned.length > 0) show(concerned);
  }

  /** Takes up what has become of files that are not open: configurations, and manifests that others refer to. */
  async function reread(uris: readonly string[]): Promise<void> {
    const changed = uris.filter(isProjectFile);
    changed.forEach(settings.forget);
    if ((await workspace.changed(uris, client, files())) || changed.length > 0) await refresh();
  }

  async function moveTo({ added, removed }: WorkspaceFoldersChangeEvent): Promise<void> {
    const gone = new Set(removed.map(({ uri }) => uri));
    const folders = [...client.folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
    client = { ...client, folders };
    documents.uris().forEach(settings.close);
    await workspace.start(client, files());
    await refresh();
  }

  connection.onInitialize(async (params) => {
    client = readClientFeatures(params);
    const language = languageOf(client.locale);
    if (language !== undefined && !client.translation) {
      client = { ...client, translation: await loadTranslation?.(language) };
    }
    return initializeResult(client);
  });
  connection.onInitialized(async () => {
    if (client.watchesFiles) quietly(connection.client.register(DidChangeWatchedFilesNotification.type, WATCHED));
    if (client.changesFolders) connection.workspace.onDidChangeWorkspaceFolders(moveTo);
    await editor.start(client);
    if (await workspace.start(client, files())) await refresh();
  });

  connection.onDidOpenTextDocument(async ({ textDocument }) => {
    if (FOREIGN_LANGUAGES.has(textDocument.languageId)) return;
    const { uri } = textDocument;
    documents.open(textDocument);
    // Nobody says when a configuration file changes, so that this is the time to look again.
    if (!client.watchesFiles) settings.forgetAround(uri);
    if (isProjectFile(uri)) return refresh();
    typedInto(uri);
    await whenConfigured(uri);
    report.schedule(uri);
  });
  connection.onDidChangeTextDocument(async ({ textDocument: { uri, version }, contentChanges }) => {
    documents.change(uri, version, contentChanges);
    if (isProjectFile(uri)) return refresh();
    typedInto(uri);
    await whenConfigured(uri);
    report.schedule(uri);
  });
  connection.onDidCloseTextDocument(async ({ textDocument: { uri } }) => {
    documents.close(uri);
    report.clear(uri);
    settings.close(uri);
    if (isProjectFile(uri)) await reread([uri]);
    else if (await workspace.closed(uri, files())) await refresh();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => reread(changes.map(({ uri }) => uri)));
  connection.onDidChangeConfiguration(async ({ settings: pushed }) => {
    await editor.reload(pushed);
    await refresh();
  });

  connection.languages.diagnostics.on(
    answer<DocumentDiagnosticParams, DocumentDiagnosticReport>(
      { kind: 'full', items: [] },
      (source, { previousResultId }, current) => report.pull(source, previousResultId, current),
    ),
  );
  connection.onHover(answer(null, hover));
  connection.onDocumentSymbol(answer([], documentSymbols));
  connection.onCodeAction(answer([], codeActions));
  connection.onCompletion(answer([], completion));
  connection.languages.inlayHint.on(answer([], inlayHints));
  connection.languages.inlayHint.resolve((hint) => {
    const uri = hintDocument(hint);
    const source = uri === undefined ? undefined : configured.get(uri);
    return source ? explainedHint(source, hint, session(source.uri)) : hint;
  });
  connection.onRequest(RULES_REQUEST, async (): Promise<readonly RuleSummary[]> => {
    // As they are for a file right in the first folder.
    const uri = `${client.folders[0] ?? ''}/`;
    await whenConfigured(uri);
    return listRules(settings.of(uri), session(uri).translation);
  });

  connection.listen();
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The client has cancelled the request');
}

/** A client that does not know a refresh keeps what it shows. */
function quietly(request: Promise<unknown>): void {
  request.catch(() => {});
}
