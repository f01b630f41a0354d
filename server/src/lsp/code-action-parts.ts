import type { WorkspaceEdit } from 'vscode-languageserver';
import type { SourceDocument } from '../syntax/source.js';
import type { TextEdit } from '../syntax/span.js';
import { toRange } from './convert.js';
import type { Session } from './session.js';

/** Kinds form a tree by their dots: who asks for a kind, or for all by an empty one, asks for those below it as well. */
export function isAsked(kind: string, asked: string): boolean {
  return asked === '' || kind === asked || kind.startsWith(`${asked}.`);
}

/** Edits of one document, for this version of it where the client can tell versions apart. */
export function workspaceEdit(source: SourceDocument, edits: readonly TextEdit[], { client }: Session): WorkspaceEdit {
  const { uri, version } = source;
  const textEdits = edits.map(({ span, newText }) => ({ range: toRange(source, span), newText }));
  return client.versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits: textEdits }] }
    : { changes: { [uri]: textEdits } };
}
