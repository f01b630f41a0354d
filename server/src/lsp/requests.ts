import {
  type Connection,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import { isProjectFile } from '../features/project-file.js';
import { listRules } from '../features/rule-list.js';
import { codeActions } from './code-actions.js';
import { completion } from './completion.js';
import { documentSymbols } from './document-symbols.js';
import { hover } from './hover.js';
import { explainedHint, hintDocument, inlayHints } from './inlay-hints.js';
import { RULES_REQUEST, type RuleSummary } from './protocol.js';
import type { ServerState } from './server-state.js';
import type { Answer } from './session.js';

interface Token {
  readonly isCancellationRequested: boolean;
}

/** Answers what the client asks about documents, each time with their settings. */
export function answerRequests(connection: Connection, state: ServerState): void {
  const { settings, configured, report, session } = state;

  function answer<Params extends { readonly textDocument: { readonly uri: string } }, Result>(
    otherwise: Result,
    respond: Answer<Params, Result>,
  ) {
    return async (params: Params, token: Token): Promise<Result> => {
      const { uri } = params.textDocument;
      await state.whenConfigured(uri);
      if (token.isCancellationRequested) throw cancelled();
      const source = settings.of(uri).enable || isProjectFile(uri) ? configured.get(uri) : undefined;
      return source ? respond(source, params, session(uri)) : otherwise;
    };
  }

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
  connection.onRequest(RULES_REQUEST, () => rulesOfWorkspace(state));
}

/** The rules as they are for a file right in the first folder. */
async function rulesOfWorkspace({ client, settings, whenConfigured }: ServerState): Promise<readonly RuleSummary[]> {
  const uri = `${client.folders[0] ?? ''}/`;
  await whenConfigured(uri);
  return listRules(settings.of(uri), client.translation);
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The client has cancelled the request');
}
