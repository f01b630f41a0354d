import { type CodeAction, CodeActionKind, type CodeActionParams, type WorkspaceEdit } from 'vscode-languageserver';
import { fixesAt, fixText, type PlacedFix } from '../features/fixes.js';
import type { SourceDocument } from '../syntax/source.js';
import { rangesEqual, toRange, toSpan } from './convert.js';
import { DIAGNOSTIC_SOURCE } from './diagnostics.js';
import type { Answer, Session } from './session.js';

/** The fixes of every finding that the asked range touches, as quick fixes. */
export const codeActions: Answer<CodeActionParams, CodeAction[]> = (source, { range, context }, session) => {
  if (context.only && !context.only.some(isQuickFix)) return [];
  return fixesAt(source, toSpan(source, range), session.settings).map((fix) => {
    const place = toRange(source, fix.finding.span);
    const diagnostics = context.diagnostics.filter(
      (each) =>
        each.source === DIAGNOSTIC_SOURCE && each.code === fix.finding.rule.id && rangesEqual(each.range, place),
    );
    return {
      title: fixText(fix, session.translation),
      kind: CodeActionKind.QuickFix,
      ...(diagnostics.length > 0 ? { diagnostics } : {}),
      ...(fix.preferred ? { isPreferred: true } : {}),
      edit: workspaceEdit(source, fix, session),
    };
  });
};

/** Kinds form a tree by their dots: who asks for all kinds asks for this one as well. */
function isQuickFix(kind: string): boolean {
  return kind === CodeActionKind.Empty || kind === CodeActionKind.QuickFix;
}

function workspaceEdit(source: SourceDocument, { edits }: PlacedFix, { client }: Session): WorkspaceEdit {
  const { uri, version } = source;
  const textEdits = edits.map(({ span, newText }) => ({ range: toRange(source, span), newText }));
  return client.versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits: textEdits }] }
    : { changes: { [uri]: textEdits } };
}
