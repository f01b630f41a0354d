import {
  CodeActionKind,
  type Connection,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type InitializeResult,
  LSPErrorCodes,
  PositionEncodingKind,
  ResponseError,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { translationOf } from '../features/messages.js';
import { listRules } from '../features/rule-list.js';
import { VERSION } from '../features/version.js';
import { type ClientFeatures, readClientFeatures } from './client-features.js';
import { codeActions } from './code-actions.js';
import { documentSymbols } from './document-symbols.js';
import { FIX_ALL_KIND } from './fix-all.js';
import { hover } from './hover.js';
import { explainedHint, hintDocument, inlayHints } from './inlay-hints.js';
import { liveSettings } from './live-settings.js';
import { openDocuments } from './open-documents.js';
import { RULES_REQUEST, type RuleSummary } from './protocol.js';
import { reports } from './reports.js';
import type { Answer, Session } from './session.js';

/** Languages whose files are never manifests, although an editor may send them to us as YAML of some kind. */
const FOREIGN_LANGUAGES = new Set(['dockercompose']);

interface Token {
  readonly isCancellationRequested: boolean;
}

/** Answers on any connection: stdio and IPC in Node, a worker's messages in the browser, a pair of streams in tests. */
export function serve(connection: Connection): void {
  let client: ClientFeatures = readClientFeatures({ processId: null, rootUri: null, capabilities: {} });
  const documents = openDocuments();
  const settings = liveSettings(connection);
  const report = reports(connection, documents, session);

  function session(): Session {
    return { client, settings: settings.current, translation: translationOf(client.locale) };
  }

  /** Waits for the first settings, so that nothing is shown which they turn off. */
  function answer<Params extends { readonly textDocument: { readonly uri: string } }, Result>(
    otherwise: Result,
    respond: Answer<Params, Result>,
  ) {
    return async (params: Params, token: Token): Promise<Result> => {
      await settings.ready;
      if (token.isCancellationRequested) throw cancelled();
      const source = settings.current.enable ? documents.get(params.textDocument.uri) : undefined;
      return source ? respond(source, params, session()) : otherwise;
    };
  }

  function refresh(): void {
    for (const uri of documents.uris()) report.schedule(uri);
    if (client.pullsDiagnostics && client.refreshesDiagnostics) quietly(connection.languages.diagnostics.refresh());
    if (client.refreshesInlayHints) quietly(connection.languages.inlayHint.refresh());
  }

  connection.onInitialize((params) => {
    client = readClientFeatures(params);
    return initializeResult(client);
  });
  connection.onInitialized(() => settings.start(client));

  connection.onDidOpenTextDocument(async ({ textDocument }) => {
    if (FOREIGN_LANGUAGES.has(textDocument.languageId)) return;
    documents.open(textDocument);
    await settings.ready;
    report.schedule(textDocument.uri);
  });
  connection.onDidChangeTextDocument(async ({ textDocument: { uri, version }, contentChanges }) => {
    documents.change(uri, version, contentChanges);
    await settings.ready;
    report.schedule(uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    report.clear(uri);
  });
  connection.onDidChangeConfiguration(async ({ settings: pushed }) => {
    await settings.reload(pushed);
    refresh();
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
  connection.languages.inlayHint.on(answer([], inlayHints));
  connection.languages.inlayHint.resolve((hint) => {
    const uri = hintDocument(hint);
    const source = uri === undefined ? undefined : documents.get(uri);
    return source ? explainedHint(source, hint, session()) : hint;
  });
  connection.onRequest(RULES_REQUEST, (): readonly RuleSummary[] => listRules(settings.current, session().translation));

  connection.listen();
}

function initializeResult(client: ClientFeatures): InitializeResult {
  return {
    serverInfo: { name: 'pod-patterns', version: VERSION },
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      inlayHintProvider: { resolveProvider: true },
      documentSymbolProvider: { label: 'Pod Patterns' },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND] },
      ...(client.pullsDiagnostics
        ? {
            diagnosticProvider: {
              identifier: 'pod-patterns',
              interFileDependencies: false,
              workspaceDiagnostics: false,
            },
          }
        : {}),
    },
  };
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The client has cancelled the request');
}

/** A client that does not know a refresh keeps what it shows. */
function quietly(request: Promise<void>): void {
  request.catch(() => {});
}
