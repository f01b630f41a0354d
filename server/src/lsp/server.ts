import { type MessageConnection, ResponseError } from 'vscode-jsonrpc';
import type {
  DidChangeConfigurationParams,
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  InlayHint,
} from 'vscode-languageserver-protocol';
import { translationOf } from '../features/messages.js';
import { listRules } from '../features/rule-list.js';
import { initializeResult } from './capabilities.js';
import { type ClientFeatures, readClientFeatures } from './client-features.js';
import { codeActions } from './code-actions.js';
import { documentSymbols } from './document-symbols.js';
import { hover } from './hover.js';
import { explainedHint, hintDocument, inlayHints } from './inlay-hints.js';
import { lifecycle, type ServerHost } from './lifecycle.js';
import { liveSettings } from './live-settings.js';
import { openDocuments } from './open-documents.js';
import { RULES_REQUEST, type RuleSummary } from './protocol.js';
import { reports } from './reports.js';
import type { Answer, Session } from './session.js';
import { prompt } from './tell.js';

/** Languages whose files are never manifests, although an editor may send them to us as YAML of some kind. */
const FOREIGN_LANGUAGES = new Set(['dockercompose']);

/** The protocol's code for a request that the client has taken back. */
const REQUEST_CANCELLED = -32800;

interface Token {
  readonly isCancellationRequested: boolean;
}

/**
 * Answers on any connection: stdio and IPC in Node, a worker's messages in the browser, a pair of streams in tests.
 * The protocol is spoken on `vscode-jsonrpc` alone: with the library for servers above it, the bundle would be half as
 * large again and start a third later.
 */
export function serve(connection: MessageConnection, host: ServerHost): void {
  let client: ClientFeatures = readClientFeatures({ processId: null, rootUri: null, capabilities: {} });
  const documents = openDocuments();
  const settings = liveSettings(connection);
  const report = reports(connection, documents, session);
  const life = lifecycle(
    connection,
    host,
    (params) => {
      client = readClientFeatures(params);
      return initializeResult(client);
    },
    () => settings.start(client),
  );

  function session(): Session {
    return { client, settings: settings.current, translation: translationOf(client.locale) };
  }

  /** Answers requests about a document; `otherwise` where it is not open. */
  function onDocumentRequest<Params extends { readonly textDocument: { readonly uri: string } }, Result>(
    method: string,
    otherwise: Result,
    respond: Answer<Params, Result>,
  ): void {
    connection.onRequest(method, async (params: Params, token: Token): Promise<Result> => {
      life.requireRunning();
      // Before the first settings are known, something could be shown that they turn off.
      await settings.ready;
      if (token.isCancellationRequested) throw new ResponseError(REQUEST_CANCELLED, 'The request has been cancelled');
      const source = settings.current.enable ? documents.get(params.textDocument.uri) : undefined;
      return source ? respond(source, params, session()) : otherwise;
    });
  }

  async function changed(uri: string): Promise<void> {
    await settings.ready;
    report.schedule(uri);
  }

  connection.onNotification('textDocument/didOpen', ({ textDocument }: DidOpenTextDocumentParams) => {
    if (FOREIGN_LANGUAGES.has(textDocument.languageId)) return undefined;
    documents.open(textDocument);
    return changed(textDocument.uri);
  });
  connection.onNotification(
    'textDocument/didChange',
    ({ textDocument, contentChanges }: DidChangeTextDocumentParams) => {
      documents.change(textDocument.uri, textDocument.version, contentChanges);
      return changed(textDocument.uri);
    },
  );
  connection.onNotification('textDocument/didClose', ({ textDocument: { uri } }: DidCloseTextDocumentParams) => {
    documents.close(uri);
    report.clear(uri);
  });
  connection.onNotification('workspace/didChangeConfiguration', async (params: DidChangeConfigurationParams) => {
    await settings.reload(params.settings);
    for (const uri of documents.uris()) report.schedule(uri);
    if (client.refreshesDiagnostics) prompt(connection, 'workspace/diagnostic/refresh');
    if (client.refreshesInlayHints) prompt(connection, 'workspace/inlayHint/refresh');
  });

  onDocumentRequest<DocumentDiagnosticParams, DocumentDiagnosticReport>(
    'textDocument/diagnostic',
    { kind: 'full', items: [] },
    (source, { previousResultId }, current) => report.pull(source, previousResultId, current),
  );
  onDocumentRequest('textDocument/hover', null, hover);
  onDocumentRequest('textDocument/documentSymbol', [], documentSymbols);
  onDocumentRequest('textDocument/codeAction', [], codeActions);
  onDocumentRequest('textDocument/inlayHint', [], inlayHints);
  connection.onRequest('inlayHint/resolve', (hint: InlayHint) => {
    life.requireRunning();
    const uri = hintDocument(hint);
    const source = uri === undefined ? undefined : documents.get(uri);
    return source ? explainedHint(source, hint, session()) : hint;
  });
  connection.onRequest(RULES_REQUEST, (): readonly RuleSummary[] => listRules(settings.current));

  connection.listen();
}
