import { PassThrough, type Readable, type Writable } from 'node:stream';
import type {
  ClientCapabilities,
  DocumentDiagnosticReport,
  InitializeResult,
  Position,
  PublishDiagnosticsParams,
  Range,
} from 'vscode-languageserver';
import {
  createConnection,
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { translationOf } from '../../server/src/features/l10n/translations.js';
import type { Files } from '../../server/src/lsp/files.js';
import {
  FIND_FILES_REQUEST,
  type InitializationOptions,
  READ_FILE_REQUEST,
  type ReadFileParams,
  ROLES_NOTIFICATION,
  type RolesParams,
} from '../../server/src/lsp/protocol.js';
import { serve } from '../../server/src/lsp/server.js';

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: InitializationOptions;
  readonly locale?: string;
  /** What the client answers when it is asked for `podPatterns`; may be replaced during a test. */
  readonly settings?: unknown;
  /** Addresses of the workspace's folders. */
  readonly folders?: readonly string[];
  /** Texts of the files that the client reads for the server; may be changed during a test. */
  readonly files?: Map<string, string>;
  /** What the server reads by itself. */
  readonly disk?: Files;
}

/** A client that talks to a server of its own and keeps what it is told. */
export interface TestClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly published: readonly PublishDiagnosticsParams[];
  readonly roles: readonly RolesParams[];
  /** Methods of the requests that the server has made. */
  readonly asked: readonly string[];
  settings: unknown;
  open(uri: string, text: string, version?: number): Promise<void>;
  change(
    uri: string,
    version: number,
    changes: readonly { readonly range?: Range; readonly text: string }[],
  ): Promise<void>;
  close(uri: string): Promise<void>;
  configure(settings: unknown): Promise<void>;
  /** The answer to a request about a document. */
  request<Result>(method: string, params: object): Promise<Result>;
  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport>;
  /** What is published about a document in that version, now or later. */
  publishedFor(uri: string, version: number): Promise<PublishDiagnosticsParams>;
  /** The next publication, now or later, after the first `count` ones. */
  publishedAfter(count: number): Promise<PublishDiagnosticsParams>;
  /** The first roles for which the condition holds, now or later. */
  rolesFor(isWanted: (params: RolesParams) => boolean): Promise<RolesParams>;
}

/** Capabilities of an editor that can do everything. */
export const MODERN: ClientCapabilities = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true },
    diagnostics: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
  },
  textDocument: {
    diagnostic: { dynamicRegistration: true },
    publishDiagnostics: { relatedInformation: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

/** Capabilities of an editor that is told diagnostics, and is otherwise modern. */
export const PUSHED: ClientCapabilities = { ...MODERN, textDocument: withoutPull(MODERN.textDocument) };

/** Starts a server and says hello to it. */
export async function startClient(options: ClientOptions = {}): Promise<TestClient> {
  const up = new PassThrough();
  const down = new PassThrough();
  // The streams stay open: a server connection on Node ends the process when its input closes.
  serve(createConnection(up, down), {
    ...(options.disk && { disk: options.disk }),
    loadTranslation: async (language) => translationOf(language),
  });
  return connectClient(down, up, options);
}

/** Says hello to the server that reads and writes at the other ends. */
export async function connectClient(
  input: Readable,
  output: Writable,
  options: ClientOptions = {},
): Promise<TestClient> {
  const connection = createProtocolConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
  const published: PublishDiagnosticsParams[] = [];
  const roles: RolesParams[] = [];
  const asked: string[] = [];
  const watchers = new Set<() => void>();
  const told = () => {
    for (const watcher of [...watchers]) watcher();
  };
  /** Waits until `find` finds something. */
  const eventually = <T>(find: () => T | undefined) =>
    new Promise<T>((resolve) => {
      const look = () => {
        const found = find();
        if (found === undefined) return;
        watchers.delete(look);
        resolve(found);
      };
      watchers.add(look);
      look();
    });

  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params);
    told();
  });
  connection.onNotification(ROLES_NOTIFICATION, (params: RolesParams) => {
    roles.push(params);
    told();
  });
  for (const method of ['client/registerCapability', 'workspace/diagnostic/refresh', 'workspace/inlayHint/refresh']) {
    connection.onRequest(method, () => {
      asked.push(method);
      return null;
    });
  }
  connection.onRequest('workspace/configuration', ({ items }: { readonly items: readonly { section?: string }[] }) => {
    asked.push('workspace/configuration');
    return items.map(({ section }) => (section === 'podPatterns' ? client.settings : null));
  });
  connection.onRequest(READ_FILE_REQUEST, ({ uri }: ReadFileParams) => {
    asked.push(READ_FILE_REQUEST);
    return { text: options.files?.get(uri) ?? null };
  });
  connection.onRequest(FIND_FILES_REQUEST, () => {
    const uris = [...(options.files?.keys() ?? [])].filter((uri) => /\.ya?ml$/.test(uri));
    return { uris, complete: true };
  });
  connection.listen();

  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    capabilities: options.capabilities ?? {},
    initializationOptions: { ...options.initializationOptions, readsFiles: options.files !== undefined },
    workspaceFolders: options.folders?.map((uri) => ({ uri, name: uri })) ?? null,
    locale: options.locale,
  });
  const client: TestClient = {
    connection,
    initialized,
    published,
    roles,
    asked,
    settings: options.settings ?? null,
    open: (uri, text, version = 1) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'yaml', version, text },
      }),
    change: (uri, version, contentChanges) =>
      connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges }),
    close: (uri) => connection.sendNotification('textDocument/didClose', { textDocument: { uri } }),
    configure: (settings) => {
      client.settings = settings;
      return connection.sendNotification('workspace/didChangeConfiguration', { settings: { podPatterns: settings } });
    },
    request: (method, params) => connection.sendRequest(method, params),
    pull: (uri, previousResultId) =>
      connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId }),
    publishedFor: (uri, version) =>
      eventually(() => published.find((each) => each.uri === uri && each.version === version)),
    publishedAfter: (count) => eventually(() => published[count]),
    rolesFor: (isWanted) => eventually(() => roles.find(isWanted)),
  };
  await connection.sendNotification('initialized', {});
  return client;
}

function withoutPull({ diagnostic: _, ...others }: NonNullable<ClientCapabilities['textDocument']> = {}) {
  return others;
}

/** The place of the first `needle` in a text. */
export function placeOf(text: string, needle: string): { readonly start: Position; readonly end: Position } {
  const index = text.indexOf(needle);
  if (index < 0) throw new Error(`'${needle}' is not in the text`);
  return { start: positionIn(text, index), end: positionIn(text, index + needle.length) };
}

function positionIn(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
