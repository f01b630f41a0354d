import { type Connection, type Diagnostic, type DocumentDiagnosticReport, RAL } from 'vscode-languageserver';
import { sameItems } from '../analysis/surroundings.js';
import type { SourceDocument } from '../syntax/source.js';
import { diagnosticsOf, sameDiagnostics } from './diagnostics.js';
import type { OpenDocuments } from './open-documents.js';
import { type ContainerRole, ROLES_NOTIFICATION, type RolesParams } from './protocol.js';
import { quietly } from './quietly.js';
import { containerRoles } from './roles.js';
import type { Session } from './session.js';

/** How many turns of the event loop a report may wait for more changes; a burst is over long before. */
const MAX_TURNS = 100;

/** What is told to the client unasked, and what it was told last. */
export interface Reports {
  /** Reports on a document as soon as no more of its changes are waiting. */
  schedule(uri: string): void;
  /** Forgets a document that was closed and takes back what was published about it. */
  clear(uri: string): void;
  /** The answer to a client that asks for diagnostics and names what it was told last. */
  pull(source: SourceDocument, previous: string | undefined, session: Session): DocumentDiagnosticReport;
}

export function reports(
  connection: Connection,
  documents: Pick<OpenDocuments, 'get'>,
  session: (uri: string) => Session,
): Reports {
  const due = new Set<string>();
  const roles = new Map<string, { readonly containers: readonly ContainerRole[]; readonly content: string }>();
  const pulled = new Map<string, { readonly id: number; readonly items: readonly Diagnostic[] }>();
  let changed = false;
  let waiting = false;

  /**
   * The connection handles one message per turn of the event loop. While each turn brings another change, reports
   * would be out of date before they are read: so they wait for a whole turn without one.
   */
  function wait(turns: number): void {
    changed = false;
    waiting = true;
    RAL().timer.setImmediate(() => {
      if ((changed || turns === 0) && turns < MAX_TURNS) return wait(turns + 1);
      waiting = false;
      flush();
    });
  }

  function flush(): void {
    for (const uri of due) {
      due.delete(uri);
      try {
        const source = documents.get(uri);
        if (source) report(source, session(uri));
      } catch (error) {
        connection.console.error(`No report on ${uri}: ${error instanceof Error ? error.stack : String(error)}`);
        takeBack(uri);
      }
    }
  }

  /** Nothing is better than what is no longer true. */
  function takeBack(uri: string): void {
    if (!session(uri).client.pullsDiagnostics) quietly(connection.sendDiagnostics({ uri, diagnostics: [] }));
  }

  function report(source: SourceDocument, current: Session): void {
    const { uri, version } = source;
    if (!current.client.pullsDiagnostics) {
      quietly(connection.sendDiagnostics({ uri, version, diagnostics: [...diagnosticsOf(source, current)] }));
    }
    if (current.client.wantsRoles) sendRoles(uri, version, current.settings.enable ? containerRoles(source) : []);
  }

  function sendRoles(uri: string, version: number, containers: readonly ContainerRole[]): void {
    const told = roles.get(uri);
    if (told && sameItems(told.containers, containers)) return;
    const content = JSON.stringify(containers);
    roles.set(uri, { containers, content });
    if (told?.content === content) return;
    quietly(connection.sendNotification(ROLES_NOTIFICATION, { uri, version, containers } satisfies RolesParams));
  }

  return {
    schedule(uri) {
      due.add(uri);
      changed = true;
      if (!waiting) wait(0);
    },
    clear(uri) {
      due.delete(uri);
      roles.delete(uri);
      pulled.delete(uri);
      takeBack(uri);
    },
    pull(source, previous, current) {
      const items = diagnosticsOf(source, current);
      const last = pulled.get(source.uri);
      const id = last && sameDiagnostics(last.items, items) ? last.id : (last?.id ?? 0) + 1;
      pulled.set(source.uri, { id, items });
      const resultId = String(id);
      return previous === resultId ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items: [...items] };
    },
  };
}
