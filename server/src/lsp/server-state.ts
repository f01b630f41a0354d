import type { Connection } from 'vscode-languageserver';
import { type ClientFeatures, readClientFeatures } from './client-features.js';
import { configuredDocuments } from './configured-documents.js';
import { type DocumentSettings, documentSettings } from './document-settings.js';
import { clientFiles, type Files } from './files.js';
import { type LiveSettings, liveSettings } from './live-settings.js';
import { type OpenDocuments, openDocuments } from './open-documents.js';
import { type Reports, reports } from './reports.js';
import type { Session } from './session.js';
import { createWorkspace, type Workspace } from './workspace.js';

/** What a server knows as long as it is connected. */
export interface ServerState {
  /** A client without features until the first request tells of them; its folders may become others later. */
  client: ClientFeatures;
  readonly documents: OpenDocuments;
  /** The same documents with what is known beside their text. */
  readonly configured: Pick<OpenDocuments, 'get'>;
  readonly editor: LiveSettings;
  readonly settings: DocumentSettings;
  readonly workspace: Workspace;
  readonly report: Reports;
  /** Reads files that are not open. */
  files(): Files;
  session(uri: string): Session;
  /** Waits for all settings, so that nothing is shown which they turn off. Never rejects. */
  whenConfigured(uri: string): Promise<void>;
}

/** `disk` reads files for clients that do not. */
export function createServerState(connection: Connection, disk: Files): ServerState {
  const documents = openDocuments();
  const open = (uri: string) => documents.get(uri);
  const editor = liveSettings(connection);
  const files = () => (state.client.readsFiles ? clientFiles(connection) : disk);
  const roots = () => state.client.folders;
  const settings = documentSettings({ configuration: () => editor.current, files, roots, open });
  const workspace = createWorkspace(connection, open, (uri) => !settings.of(uri).enable);
  const configured = configuredDocuments(documents, { settings: settings.of, around: workspace.around });

  function session(uri: string): Session {
    const { client } = state;
    const { translation } = client;
    return { client, settings: settings.of(uri), translation, projectFile: settings.projectFileOf(uri) };
  }

  async function whenConfigured(uri: string): Promise<void> {
    await editor.ready;
    await settings.load(uri);
  }

  const client = readClientFeatures({ processId: null, rootUri: null, capabilities: {} });
  const report = reports(connection, configured, session);
  const state = { client, documents, configured, editor, settings, workspace, report, files, session, whenConfigured };
  return state;
}
