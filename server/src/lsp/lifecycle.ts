import { ErrorCodes, type MessageConnection, ResponseError } from 'vscode-jsonrpc';
import type { InitializeParams, InitializeResult } from 'vscode-languageserver-protocol';

/** The process or worker that a server runs in. */
export interface ServerHost {
  /** Ends it; 0 when the client had said goodbye. */
  exit(status: 0 | 1): void;
  /** Calls back when the process of the client, which it names in its greeting, is gone. */
  watch(clientProcess: number, gone: () => void): void;
}

export interface Lifecycle {
  /** Throws the protocol's error outside the time between greeting and goodbye. */
  requireRunning(): void;
}

/** The protocol's code for a request that comes before the greeting. */
const SERVER_NOT_INITIALIZED = -32002;

/** Greeting and goodbye: `initialize`, `initialized`, `shutdown` and `exit`, or a client that is gone without a word. */
export function lifecycle(
  connection: MessageConnection,
  host: ServerHost,
  greeted: (params: InitializeParams) => InitializeResult,
  ready: () => Promise<void>,
): Lifecycle {
  let state: 'new' | 'running' | 'shutDown' = 'new';
  const end = () => host.exit(state === 'shutDown' ? 0 : 1);

  connection.onRequest('initialize', (params: InitializeParams) => {
    state = 'running';
    if (typeof params.processId === 'number') host.watch(params.processId, end);
    return greeted(params);
  });
  connection.onNotification('initialized', ready);
  connection.onRequest('shutdown', () => {
    state = 'shutDown';
    return null;
  });
  connection.onNotification('exit', end);
  connection.onClose(end);

  return {
    requireRunning() {
      if (state === 'new') throw new ResponseError(SERVER_NOT_INITIALIZED, 'The server has not been initialized');
      if (state === 'shutDown') throw new ResponseError(ErrorCodes.InvalidRequest, 'The server has been shut down');
    },
  };
}
