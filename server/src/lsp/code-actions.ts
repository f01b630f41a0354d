import { type CodeAction, CodeActionKind, type CodeActionParams } from 'vscode-languageserver';
import type { PlacedFinding } from '../features/diagnostics.js';
import { fixesAt, fixText } from '../features/fixes.js';
import { roleMarksAt } from '../features/mark-role.js';
import type { SourceDocument } from '../syntax/source.js';
import { isAsked, workspaceEdit } from './code-action-parts.js';
import { rangesEqual, toRange, toSpan } from './convert.js';
import { DIAGNOSTIC_SOURCE } from './diagnostics.js';
import { disableActions } from './disable-actions.js';
import { fixAllAction } from './fix-all.js';
import type { Answer, Session } from './session.js';

/**
 * The fixes of every finding that the asked range touches, ways to turn it off, the roles that a container there could be
 * declared to have, and on request all safe fixes of the file in one.
 */
export const codeActions: Answer<CodeActionParams, CodeAction[]> = (source, params, session) => {
  const { only } = params.context;
  const wants = (kind: string) => !only || only.some((asked) => isAsked(kind, asked));
  return [
    ...(wants(CodeActionKind.QuickFix) ? quickFixesAt(source, params, session) : []),
    ...(wants(CodeActionKind.RefactorRewrite) ? roleMarks(source, params, session) : []),
    ...fixAllAction(source, only, session),
  ];
};

function roleMarks(source: SourceDocument, { range }: CodeActionParams, session: Session): CodeAction[] {
  return roleMarksAt(source, toSpan(source, range), session.translation).map(({ title, edits }) => ({
    title,
    kind: CodeActionKind.RefactorRewrite,
    edit: workspaceEdit(source, edits, session),
  }));
}

function quickFixesAt(source: SourceDocument, { range, context }: CodeActionParams, session: Session): CodeAction[] {
  const span = toSpan(source, range);
  const diagnosticsOf = ({ span: where, rule }: PlacedFinding) => {
    const place = toRange(source, where);
    return context.diagnostics.filter(
      (each) => each.source === DIAGNOSTIC_SOURCE && each.code === rule.id && rangesEqual(each.range, place),
    );
  };
  const fixes = fixesAt(source, span, session.settings).map((fix) => {
    const diagnostics = diagnosticsOf(fix.finding);
    return {
      title: fixText(fix, session.translation),
      kind: CodeActionKind.QuickFix,
      ...(diagnostics.length > 0 ? { diagnostics } : {}),
      ...(fix.preferred ? { isPreferred: true } : {}),
      edit: workspaceEdit(source, fix.edits, session),
    };
  });
  return [...fixes, ...disableActions(source, span, session, diagnosticsOf)];
}
