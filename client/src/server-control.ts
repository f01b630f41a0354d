import { type Disposable, type Event, EventEmitter } from 'vscode';
import type { Connect, ConnectionEvents, ServerConnection } from './server-connection.js';

/** `idle`: no manifest yet. `failed`: wanted, but not running. `stopped`: ended on purpose. */
export type ServerState = 'idle' | 'starting' | 'running' | 'failed' | 'stopped';

/** The one language server of this window. */
export interface ServerControl extends Disposable {
  readonly state: ServerState;
  readonly onDidChangeState: Event<ServerState>;
  /** Starts the server where none is running; rejects when it does not start. */
  start(): Promise<void>;
  /** Ends the server, if there is one, and starts another one. */
  restart(): Promise<void>;
  /** Never rejects. */
  stop(): Promise<void>;
  /** Asks the server, which is started first if need be. */
  request<Result>(method: string): Promise<Result>;
}

/** Keeps at most one server: whoever asks while it starts waits for the same one. */
export function createServerControl(connect: Connect, reports: Omit<ConnectionEvents, 'onState'>): ServerControl {
  const changed = new EventEmitter<ServerState>();
  let state: ServerState = 'idle';
  let session: Promise<ServerConnection> | undefined;
  /** Tells events of the present session from late ones of an earlier one. */
  let generation = 0;

  const enter = (next: ServerState) => {
    if (next === state) return;
    state = next;
    if (next === 'failed') session = undefined;
    changed.fire(next);
  };

  const open = (): Promise<ServerConnection> => {
    generation += 1;
    const own = generation;
    const enterIfPresent = (next: ServerState) => {
      if (own === generation) enter(next);
    };
    enter('starting');
    const opened = startedConnection(connect, { ...reports, onState: enterIfPresent });
    opened.catch(() => enterIfPresent('failed'));
    return opened;
  };

  const start = async (): Promise<ServerConnection> => {
    session ??= open();
    return session;
  };

  const stop = async (): Promise<void> => {
    const ended = session;
    session = undefined;
    generation += 1;
    // A server that never came up, or no longer answers, has nothing to be told.
    await ended?.then((connection) => connection.stop()).catch(() => undefined);
    enter('stopped');
  };

  return {
    get state() {
      return state;
    },
    onDidChangeState: changed.event,
    start: async () => void (await start()),
    restart: async () => {
      await stop();
      await start();
    },
    stop,
    request: async (method) => (await start()).request(method),
    dispose: () => changed.dispose(),
  };
}

async function startedConnection(connect: Connect, events: ConnectionEvents): Promise<ServerConnection> {
  const connection = await connect(events);
  await connection.start();
  return connection;
}
