import type { LogOutputChannel } from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  type ErrorHandler,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from 'vscode-languageclient';
import {
  FIND_AGAIN_NOTIFICATION,
  FIND_FILES_REQUEST,
  INDEX_NOTIFICATION,
  type InitializationOptions,
  READ_FILE_REQUEST,
  ROLES_NOTIFICATION,
} from '../../server/src/lsp/protocol.js';
import { createConfigurationCompletions } from './configuration-completions.js';
import { createCrashLimit } from './crash-limit.js';
import { DOCUMENT_SELECTOR } from './document-languages.js';
import { findFiles, onDidExcludeOthers } from './file-finding.js';
import { readFile } from './file-reading.js';
import { createRuleLinks } from './rule-links.js';
import type { ConnectionEvents, ServerConnection } from './server-connection.js';
import { createSynchronization } from './synchronization.js';
import { createTraceChannel } from './trace-channel.js';

/** Also the prefix under which the language client looks for `trace.server`. */
export const CLIENT_ID = 'podPatterns';
export const CLIENT_NAME = 'Pod Patterns';

const RESTARTS = 4;
const RESTARTS_WITHIN = 3 * 60 * 1000;
const ERRORS_BEFORE_SHUTDOWN = 3;

/** Commands that links in hovers may run. */
const LINKED_COMMANDS = ['podPatterns.showRules'];

/** A client over the transport of the host at hand. */
export type CreateClient = (options: LanguageClientOptions) => BaseLanguageClient;

/** What both hosts share: which documents the server gets, what happens when it ends, where it writes. */
export function createConnection(
  create: CreateClient,
  output: LogOutputChannel,
  events: ConnectionEvents,
  translation?: Readonly<Record<string, string>>,
): ServerConnection {
  const initializationOptions: InitializationOptions = {
    roleNotifications: true,
    indexNotifications: true,
    readsFiles: true,
    ...(translation && { translation }),
  };
  const trace = createTraceChannel(output);
  const client: BaseLanguageClient = create({
    documentSelector: DOCUMENT_SELECTOR,
    initializationOptions,
    initializationFailedHandler: () => false,
    outputChannel: output,
    traceOutputChannel: trace,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    errorHandler: createErrorHandler(() => client.state === State.Running, events),
    markdown: { isTrusted: { enabledCommands: LINKED_COMMANDS }, supportHtml: false },
    middleware: { ...createSynchronization(() => client), ...createRuleLinks(), ...createConfigurationCompletions() },
  });
  keepQuiet(client);
  client.onNotification(ROLES_NOTIFICATION, events.onRoles);
  client.onNotification(INDEX_NOTIFICATION, events.onIndex);
  client.onRequest(READ_FILE_REQUEST, readFile);
  client.onRequest(FIND_FILES_REQUEST, findFiles);
  const exclusions = onDidExcludeOthers(() => {
    if (client.isRunning()) client.sendNotification(FIND_AGAIN_NOTIFICATION).catch(() => undefined);
  });
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Starting) events.onState('starting');
    if (newState === State.Running) events.onState('running');
    if (newState === State.StartFailed) events.onState('failed');
  });
  return {
    start: () => client.start(),
    stop: async () => {
      exclusions.dispose();
      await client.dispose();
      trace.dispose();
    },
    request: (method) => client.sendRequest(method),
  };
}

/** Starts a server that crashed again, but not for ever, and not one that did not even come up. */
function createErrorHandler(isRunning: () => boolean, events: ConnectionEvents): ErrorHandler {
  const mayRestart = createCrashLimit(RESTARTS, RESTARTS_WITHIN);
  const closed = (): CloseHandlerResult => {
    if (isRunning() && mayRestart(Date.now())) return { action: CloseAction.Restart, handled: true };
    events.onState('failed');
    return { action: CloseAction.DoNotRestart, handled: true };
  };
  return {
    error: (_error, _message, count) => ({
      action: (count ?? 0) <= ERRORS_BEFORE_SHUTDOWN ? ErrorAction.Continue : ErrorAction.Shutdown,
      handled: true,
    }),
    closed,
  };
}

/** The client's own messages go to the output only: what a user should know is said once, by `reportFailures`. */
function keepQuiet(client: BaseLanguageClient): void {
  const write = client.error.bind(client);
  client.error = (message, data) => write(message, data, false);
}
