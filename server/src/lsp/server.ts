import { type Connection, DidChangeWatchedFilesNotification, WatchKind } from 'vscode-languageserver';
import { languageOf, type Translation } from '../features/messages.js';
import { MANIFEST_FILES, PROJECT_FILE } from '../features/project-file.js';
import { readClientFeatures } from './client-features.js';
import { followDocuments } from './document-events.js';
import { type Files, NO_FILES } from './files.js';
import { initializeResult } from './initialize-result.js';
import { FIND_AGAIN_NOTIFICATION } from './protocol.js';
import { quietly } from './quietly.js';
import { refreshing } from './refreshing.js';
import { answerRequests } from './requests.js';
import { createServerState } from './server-state.js';

/** Of a folder that comes or goes with all that is in it, an editor may name the folder alone. */
const WATCHED = {
  watchers: [
    ...[`**/${PROJECT_FILE}`, ...MANIFEST_FILES].map((globPattern) => ({ globPattern })),
    { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
  ],
};

/** What a server has besides its connection. */
export interface Surroundings {
  /** Reads files that are not open, for clients that do not. */
  readonly disk?: Files;
  /** The translation to a language such as `ko`, for clients that bring none; undefined without one. Never rejects. */
  readonly loadTranslation?: (language: string) => Promise<Translation | undefined>;
}

/** Answers on any connection: stdio and IPC in Node, a worker's messages in the browser, a pair of streams in tests. */
export function serve(connection: Connection, { disk = NO_FILES, loadTranslation }: Surroundings = {}): void {
  const state = createServerState(connection, disk);
  const { editor } = state;
  const changes = refreshing(connection, state);

  connection.onInitialize(async (params) => {
    const client = readClientFeatures(params);
    const language = client.translation ? undefined : languageOf(client.locale);
    const loaded = language === undefined ? undefined : await loadTranslation?.(language);
    state.client = loaded ? { ...client, translation: loaded } : client;
    return initializeResult(state.client);
  });
  connection.onInitialized(async () => {
    const { client } = state;
    if (client.watchesFiles) quietly(connection.client.register(DidChangeWatchedFilesNotification.type, WATCHED));
    if (client.changesFolders) connection.workspace.onDidChangeWorkspaceFolders(changes.moveTo);
    await editor.start(client);
    await changes.findAgain();
  });
  connection.onDidChangeWatchedFiles((event) => changes.reread(event.changes.map(({ uri }) => uri)));
  connection.onNotification(FIND_AGAIN_NOTIFICATION, changes.findAgain);
  connection.onDidChangeConfiguration(async ({ settings }) => {
    await editor.reload(settings);
    await changes.refresh();
  });

  followDocuments(connection, state, changes);
  answerRequests(connection, state);
  connection.listen();
}
