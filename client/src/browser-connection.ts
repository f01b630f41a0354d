import { type ExtensionContext, type LogOutputChannel, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { CLIENT_ID, CLIENT_NAME, createConnection } from './language-client.js';
import type { ConnectionEvents, ServerConnection } from './server-connection.js';

/** The server in a worker. */
export function connectToWorker(
  context: ExtensionContext,
  output: LogOutputChannel,
  events: ConnectionEvents,
): ServerConnection {
  const worker = new Worker(Uri.joinPath(context.extensionUri, 'dist/web/server.js').toString(true));
  const connection = createConnection(
    (options) => new LanguageClient(CLIENT_ID, CLIENT_NAME, worker, options),
    output,
    events,
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
