import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver';
import { changeSource, openSource, type SourceDocument } from '../syntax/source.js';

/** The documents that the client has open, each in its newest version. */
export interface OpenDocuments {
  open(item: TextDocumentItem): void;
  /** Changes of a document that is not open are ignored. */
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void;
  close(uri: string): void;
  get(uri: string): SourceDocument | undefined;
  uris(): readonly string[];
}

interface Entry {
  readonly source: SourceDocument;
  /** Not yet applied, so that a burst of keys is parsed once. */
  readonly changes: readonly TextDocumentContentChangeEvent[];
  readonly version: number;
}

export function openDocuments(): OpenDocuments {
  const entries = new Map<string, Entry>();
  return {
    open({ uri, version, text }) {
      entries.set(uri, { source: openSource(uri, version, text), changes: [], version });
    },
    change(uri, version, changes) {
      const entry = entries.get(uri);
      if (entry) entries.set(uri, { source: entry.source, changes: [...entry.changes, ...changes], version });
    },
    close(uri) {
      entries.delete(uri);
    },
    get(uri) {
      const entry = entries.get(uri);
      if (!entry || (entry.changes.length === 0 && entry.source.version === entry.version)) return entry?.source;
      const source = changeSource(entry.source, entry.version, entry.changes);
      entries.set(uri, { source, changes: [], version: entry.version });
      return source;
    },
    uris: () => [...entries.keys()],
  };
}
