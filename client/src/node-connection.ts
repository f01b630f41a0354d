import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { LanguageClient, type NodeModule, TransportKind } from 'vscode-languageclient/node';
import { CLIENT_ID, CLIENT_NAME, createConnection } from './language-client.js';
import type { ConnectionEvents, ServerConnection } from './server-connection.js';

const DEBUG_ARGUMENTS = ['--nolazy', '--inspect=6009'];

/** The server in a process of its own. */
export function connectToProcess(
  context: ExtensionContext,
  output: LogOutputChannel,
  events: ConnectionEvents,
): ServerConnection {
  const run: NodeModule = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  const debug: NodeModule = { ...run, options: { execArgv: DEBUG_ARGUMENTS } };
  return createConnection(
    (options) => new LanguageClient(CLIENT_ID, CLIENT_NAME, { run, debug }, options),
    output,
    events,
  );
}
