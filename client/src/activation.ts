import { commands, type ExtensionContext, type LogOutputChannel, window } from 'vscode';
import { registerCommands } from './commands.js';
import { reportFailures } from './failure-report.js';
import { showGutterIcons } from './gutter-icons.js';
import { createIndexStatus } from './index-status.js';
import { showLanguageStatus } from './language-status.js';
import { whenManifestAppears } from './manifest-documents.js';
import { createRoleStore } from './role-store.js';
import type { ConnectionEvents, ServerConnection } from './server-connection.js';
import { createServerControl, type ServerState } from './server-control.js';
import { offerSnippets } from './snippet-completions.js';

/** Loads the language client, which is most of our code, and connects it over what this host offers. */
export type ConnectHere = (output: LogOutputChannel, events: ConnectionEvents) => Promise<ServerConnection>;

/**
 * Sets up all that costs nothing and starts the server when the first manifest appears, so that a Compose file or a
 * pipeline starts none. Returns what ends the server.
 */
export function activateExtension(context: ExtensionContext, connect: ConnectHere): () => Promise<void> {
  const output = window.createOutputChannel('Pod Patterns', { log: true });
  const roles = createRoleStore();
  const index = createIndexStatus();
  const server = createServerControl(
    async (events) => {
      try {
        return await connect(output, events);
      } catch (error) {
        output.error(error instanceof Error ? error : String(error));
        throw error;
      }
    },
    { onRoles: roles.accept, onIndex: index.accept },
  );
  context.subscriptions.push(
    output,
    roles,
    index,
    server,
    server.onDidChangeState((state) => {
      if (state !== 'running') {
        roles.clear();
        index.clear();
      }
      publish(state);
    }),
    reportFailures(server),
    showLanguageStatus(server, roles),
    showGutterIcons(roles, context.extensionUri),
    registerCommands(server, output, context.extensionUri),
    offerSnippets(context.extensionUri),
    // A failed start has been reported.
    whenManifestAppears(() => void server.start().catch(() => undefined)),
  );
  publish(server.state);
  return () => server.stop();
}

function publish(state: ServerState): void {
  void commands.executeCommand('setContext', 'podPatterns.serverState', state);
}
