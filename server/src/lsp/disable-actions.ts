import { type CodeAction, CodeActionKind, type Diagnostic, type WorkspaceEdit } from 'vscode-languageserver';
import type { PlacedFinding } from '../features/diagnostics.js';
import { disablableAt, disableFixesOf, disableMessage, disableText } from '../features/disable-fixes.js';
import { disableInProject } from '../features/disable-in-project.js';
import { globOf } from '../features/glob.js';
import { folderOf, plainUri } from '../features/uri-path.js';
import { openSource, type SourceDocument } from '../syntax/source.js';
import type { Span } from '../syntax/span.js';
import { workspaceEdit } from './code-action-parts.js';
import { toRange } from './convert.js';
import type { ProjectFilePlace } from './document-settings.js';
import type { Session } from './session.js';

/**
 * Ways to turn findings off that touch a span: on the line, for the container, in the file, in the project. `about` gives
 * the diagnostics that the client showed for a finding.
 */
export function disableActions(
  source: SourceDocument,
  span: Span,
  session: Session,
  about: (finding: PlacedFinding) => readonly Diagnostic[],
): CodeAction[] {
  return disablableAt(source, span, session.settings).flatMap((finding) => {
    const diagnostics = about(finding);
    const action = (title: string, edit: WorkspaceEdit): CodeAction => ({
      title,
      kind: CodeActionKind.QuickFix,
      ...(diagnostics.length > 0 ? { diagnostics: [...diagnostics] } : {}),
      edit,
    });
    const inFile = disableFixesOf(finding, source);
    const inProject = projectEdits(finding.rule.id, inFile.length === 0 ? source : undefined, session);
    return [
      ...inFile.map(({ message, edits }) =>
        action(disableText(message, session.translation), workspaceEdit(source, edits, session)),
      ),
      ...inProject.map(({ scope, edit }) =>
        action(disableText(disableMessage(scope, finding.rule.id), session.translation), edit),
      ),
    ];
  });
}

interface ProjectEdit {
  readonly scope: 'file' | 'project';
  readonly edit: WorkspaceEdit;
}

/** `alone`: a file that can hold no directive, so that the project's configuration names it. */
function projectEdits(rule: string, alone: SourceDocument | undefined, session: Session): readonly ProjectEdit[] {
  const place = session.projectFile;
  if (!place) return [];
  const folder = `${plainUri(folderOf(place.uri))}/`;
  const path = alone && plainUri(alone.uri);
  const files = path?.startsWith(folder) ? globOf(path.slice(folder.length)) : undefined;
  const targets = [...(files === undefined ? [] : [{ scope: 'file' as const, files }]), { scope: 'project' as const }];
  return targets.flatMap(({ scope, ...target }) => {
    const edits = disableInProject(place.source, { rule, ...target });
    const edit = edits && projectEdit(place, edits, session);
    return edit ? [{ scope, edit }] : [];
  });
}

/** The edit of the configuration file, which is made where it is missing and the client can do that. */
function projectEdit(
  { uri, source }: ProjectFilePlace,
  edits: Parameters<typeof workspaceEdit>[1],
  session: Session,
): WorkspaceEdit | undefined {
  const { versionedEdits, createsFiles } = session.client;
  const file = source ?? openSource(uri, 0, '');
  if (source && source.version > 0) return workspaceEdit(file, edits, session);
  const textEdits = edits.map(({ span, newText }) => ({ range: toRange(file, span), newText }));
  if (!versionedEdits) return source ? { changes: { [uri]: textEdits } } : undefined;
  const change = { textDocument: { uri, version: null }, edits: textEdits };
  if (source) return { documentChanges: [change] };
  if (!createsFiles) return undefined;
  return { documentChanges: [{ kind: 'create', uri, options: { ignoreIfExists: true } }, change] };
}
