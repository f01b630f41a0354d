import { type CodeAction, CodeActionKind, type CodeActionParams } from 'vscode-languageserver';
import { fixesAt, fixText } from '../features/fixes.js';
import type { SourceDocument } from '../syntax/source.js';
import { isAsked, workspaceEdit } from './code-action-parts.js';
import { rangesEqual, toRange, toSpan } from './convert.js';
import { DIAGNOSTIC_SOURCE } from './diagnostics.js';
import { fixAllAction } from './fix-all.js';
import type { Answer, Session } from './session.js';

/** The fixes of every finding that the asked range touches, and on request all safe ones of the file in one. */
export const codeActions: Answer<CodeActionParams, CodeAction[]> = (source, params, session) => {
  const { only } = params.context;
  const quickFixes =
    !only || only.some((kind) => isAsked(CodeActionKind.QuickFix, kind)) ? quickFixesAt(source, params, session) : [];
  return [...quickFixes, ...fixAllAction(source, only, session)];
};

function quickFixesAt(source: SourceDocument, { range, context }: CodeActionParams, session: Session): CodeAction[] {
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
      edit: workspaceEdit(source, fix.edits, session),
    };
  });
}
