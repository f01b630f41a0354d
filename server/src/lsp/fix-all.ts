import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { fixAll } from '../features/fix-all.js';
import { type MessageOwner, textOf } from '../features/messages.js';
import type { SourceDocument } from '../syntax/source.js';
import { isAsked, workspaceEdit } from './code-action-parts.js';
import type { Session } from './session.js';

const FIX_ALL = { id: 'fix-all', messages: { title: 'Fix all that Pod Patterns can repair safely' } };

/** The table of this file, for tests of translations. */
export const fixAllMessages: MessageOwner = FIX_ALL;

/** What `editor.codeActionsOnSave` names, alone or through `source.fixAll`. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.podPatterns`;

/** One action that makes every safe fix of the file; none where nothing can be fixed or nobody asks for such actions. */
export function fixAllAction(
  source: SourceDocument,
  only: readonly string[] | undefined,
  session: Session,
): CodeAction[] {
  if (!only?.some((kind) => isAsked(FIX_ALL_KIND, kind))) return [];
  const { edits } = fixAll(source, session.settings);
  if (edits.length === 0) return [];
  const title = textOf(FIX_ALL, { id: 'title', args: {} }, session.translation);
  return [{ title, kind: FIX_ALL_KIND, edit: workspaceEdit(source, edits, session) }];
}
