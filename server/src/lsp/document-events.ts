import type { Connection } from 'vscode-languageserver';
import { isProjectFile } from '../features/project-file.js';
import type { Refreshing } from './refreshing.js';
import type { ServerState } from './server-state.js';

/** Languages whose files are never manifests, although an editor may send them to us as YAML of some kind. */
const FOREIGN_LANGUAGES = new Set(['dockercompose']);

/** Follows what is opened, typed and closed in the editor. */
export function followDocuments(
  connection: Connection,
  state: ServerState,
  { refresh, typedInto, reread }: Refreshing,
): void {
  const { documents, settings, workspace, report } = state;

  async function take(uri: string): Promise<void> {
    if (isProjectFile(uri)) return refresh();
    typedInto(uri);
    await state.whenConfigured(uri);
    report.schedule(uri);
  }

  connection.onDidOpenTextDocument(({ textDocument }) => {
    if (FOREIGN_LANGUAGES.has(textDocument.languageId)) return undefined;
    documents.open(textDocument);
    // Nobody says when a configuration file changes, so that this is the time to look again.
    if (!state.client.watchesFiles) settings.forgetAround(textDocument.uri);
    return take(textDocument.uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    documents.change(uri, version, contentChanges);
    return take(uri);
  });
  connection.onDidCloseTextDocument(async ({ textDocument: { uri } }) => {
    documents.close(uri);
    report.clear(uri);
    settings.close(uri);
    if (isProjectFile(uri)) await reread([uri]);
    else if (await workspace.closed(uri, state.files())) await refresh();
  });
}
