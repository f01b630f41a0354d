import { type Disposable, type Event, EventEmitter, type TextDocument, Uri, workspace } from 'vscode';
import type { ContainerRole, RolesParams } from '../../server/src/lsp/protocol.js';

/** The roles of open documents, as the server last told them. */
export interface RoleStore extends Disposable {
  /** In source order; empty where nothing is known. */
  containersOf(document: TextDocument): readonly ContainerRole[];
  /** Fires with the document whose roles are others now, or with nothing when all are gone. */
  readonly onDidChange: Event<Uri | undefined>;
  accept(params: RolesParams): void;
  /** For when the server is gone. */
  clear(): void;
}

/**
 * Keeps what the server told until the document closes. A notification for an older version than the one known, or
 * for a document that has been closed meanwhile, is dropped.
 */
export function createRoleStore(): RoleStore {
  const changed = new EventEmitter<Uri | undefined>();
  const known = new Map<string, RolesParams>();
  const closed = workspace.onDidCloseTextDocument(({ uri }) => known.delete(uri.toString()));
  return {
    containersOf: ({ uri }) => known.get(uri.toString())?.containers ?? [],
    onDidChange: changed.event,
    accept: (params) => {
      const uri = Uri.parse(params.uri);
      const key = uri.toString();
      const isOpen = workspace.textDocuments.some((document) => document.uri.toString() === key);
      if (!isOpen || params.version < (known.get(key)?.version ?? 0)) return;
      known.set(key, params);
      changed.fire(uri);
    },
    clear: () => {
      known.clear();
      changed.fire(undefined);
    },
    dispose: () => {
      closed.dispose();
      changed.dispose();
    },
  };
}
