import { type ExtensionContext, type LogOutputChannel, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { CLIENT_ID, CLIENT_NAME, createConnection } from './language-client.js';
import type { ConnectionEvents, ServerConnection } from './server-connection.js';
import { readTranslation } from './server-texts.js';

/** The server in a worker, which can read nothing by itself. */
export async function connectToWorker(
  context: ExtensionContext,
  output: LogOutputChannel,
  events: ConnectionEvents,
): Promise<ServerConnection> {
  const translation = await readTranslation(context.extensionUri, output);
  const worker = new Worker(Uri.joinPath(context.extensionUri, 'dist/web/server.js').toString(true));
  const connection = createConnection(
    (options) => new LanguageClient(CLIENT_ID, CLIENT_NAME, worker, options),
    output,
    events,
    translation,
  );
  return {
    ...connection,
    stop: async () => {
      try {
        await connection.stop();
      } finally {
        worker.terminate();
      }
    },
  };
}
