import type { InitializeParams } from 'vscode-languageserver';
import type { Translation } from '../features/messages.js';
import type { InitializationOptions } from './protocol.js';

/** What the client at the other end can do, as far as answers depend on it. */
export interface ClientFeatures {
  /** It asks for diagnostics; otherwise they are published. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesInlayHints: boolean;
  /** It answers `workspace/configuration`. */
  readonly answersConfiguration: boolean;
  /** It wants to be asked to report changed settings. */
  readonly registersConfiguration: boolean;
  readonly nestedSymbols: boolean;
  readonly markdown: boolean;
  readonly relatedInformation: boolean;
  /** Workspace edits may name the version of the document that they are for. */
  readonly versionedEdits: boolean;
  readonly wantsRoles: boolean;
  /** It says so where a workspace is too large to be looked at as a whole. */
  readonly wantsIndex: boolean;
  /** It reads files for the server. */
  readonly readsFiles: boolean;
  /** It wants to be asked to report changed files. */
  readonly watchesFiles: boolean;
  /** It shows the progress of what takes its time. */
  readonly showsProgress: boolean;
  /** Workspace edits may create files. */
  readonly createsFiles: boolean;
  /** It tells when other folders are opened. */
  readonly changesFolders: boolean;
  /** Addresses of the folders that are open; empty where single files are. */
  readonly folders: readonly string[];
  /** The `podPatterns` settings that came with the first request. */
  readonly initialSettings: unknown;
  readonly locale: string | undefined;
  /** The words of the reader's language, if the client brings them; undefined means English. */
  readonly translation: Translation | undefined;
}

/** Reads the first request of a session; what a client does not mention it cannot do. */
export function readClientFeatures(params: InitializeParams): ClientFeatures {
  const { workspace, textDocument } = params.capabilities;
  const options = readOptions(params.initializationOptions);
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    markdown: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation === true || diagnosticsMayRelate(params),
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    wantsRoles: options.roleNotifications === true,
    wantsIndex: options.indexNotifications === true,
    readsFiles: options.readsFiles === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    showsProgress: params.capabilities.window?.workDoneProgress === true,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
    changesFolders: workspace?.workspaceFolders === true,
    folders: foldersOf(params),
    initialSettings: options.settings,
    locale: params.locale,
    translation: isTranslation(options.translation) ? options.translation : undefined,
  };
}

/** Since 3.18 a client that pulls says so itself; before, what it said about published ones holds for both. */
function diagnosticsMayRelate({ capabilities }: InitializeParams): boolean {
  return capabilities.textDocument?.diagnostic?.relatedInformation === true;
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  return rootUri ? [rootUri] : [];
}

function readOptions(value: unknown): InitializationOptions {
  return typeof value === 'object' && value !== null ? value : {};
}

function isTranslation(value: unknown): value is Translation {
  return typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string');
}
