import type { IndexParams, RolesParams } from '../../server/src/lsp/protocol.js';

/** What the rest of the client needs of a language server; the language client itself is loaded only with a server. */
export interface ServerConnection {
  start(): Promise<void>;
  stop(): Promise<void>;
  request<Result>(method: string): Promise<Result>;
}

/** What a connection reports while it lasts. */
export interface ConnectionEvents {
  /** `failed`: the server ended more often than it is started again, or did not come up again. */
  onState(state: 'starting' | 'running' | 'failed'): void;
  onRoles(params: RolesParams): void;
  onIndex(params: IndexParams): void;
}

/** Makes a connection that is not started yet; it serves for one start and for the restarts after crashes. */
export type Connect = (events: ConnectionEvents) => Promise<ServerConnection>;
