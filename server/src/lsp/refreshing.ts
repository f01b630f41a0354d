import type { Connection, WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import { isProjectFile } from '../features/project-file.js';
import { quietly } from './quietly.js';
import type { ServerState } from './server-state.js';
import { whenTypingPauses } from './typing-pause.js';

/** How open documents are shown anew when something beside their own text has changed. */
export interface Refreshing {
  /** To be called when settings may be others than before: shows all documents. */
  refresh(): Promise<void>;
  /** To be called at each key: what is typed into a document may concern others before it is saved. */
  typedInto(uri: string): void;
  /** Takes up what has become of files that are not open: configurations, and manifests that others refer to. */
  reread(uris: readonly string[]): Promise<void>;
  /** Looks which files the workspace has, and takes up those that are new. */
  findAgain(): Promise<void>;
  /** Takes up that other folders are open than before. */
  moveTo(change: WorkspaceFoldersChangeEvent): Promise<void>;
}

export function refreshing(connection: Connection, state: ServerState): Refreshing {
  const { documents, settings, workspace, report } = state;

  function show(uris: readonly string[]): void {
    const { client } = state;
    uris.forEach(report.schedule);
    if (client.pullsDiagnostics && client.refreshesDiagnostics) quietly(connection.languages.diagnostics.refresh());
    if (client.refreshesInlayHints) quietly(connection.languages.inlayHint.refresh());
  }

  async function refresh(): Promise<void> {
    await Promise.all(documents.uris().map(state.whenConfigured));
    workspace.reconsider();
    show(documents.uris());
  }

  function showToOthers(uris: readonly string[]): void {
    const all = documents.uris();
    const before = all.map(workspace.around);
    workspace.typed(uris);
    const concerned = all.filter((uri, index) => workspace.around(uri) !== before[index]);
    if (concerned.length > 0) show(concerned);
  }

  async function reread(uris: readonly string[]): Promise<void> {
    const changed = uris.filter(isProjectFile);
    changed.forEach(settings.forget);
    if ((await workspace.changed(uris, state.client, state.files())) || changed.length > 0) await refresh();
  }

  async function findAgain(): Promise<void> {
    if (await workspace.start(state.client, state.files())) await refresh();
  }

  async function moveTo({ added, removed }: WorkspaceFoldersChangeEvent): Promise<void> {
    const { client } = state;
    const gone = new Set(removed.map(({ uri }) => uri));
    const folders = [...client.folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
    state.client = { ...client, folders };
    await workspace.start(state.client, state.files());
    await refresh();
  }

  return { refresh, typedInto: whenTypingPauses(showToOthers), reread, findAgain, moveTo };
}
