import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { configurationText } from '../features/configuration-values.js';
import { readProjectFile } from '../features/project-file.js';
import { CONFIGURATION_URL } from '../features/rule-url.js';
import type { SourceDocument } from '../syntax/source.js';
import { toRange } from './convert.js';
import type { Session } from './session.js';

/** What a configuration file says in vain. */
export function configurationDiagnostics(source: SourceDocument, session: Session): readonly Diagnostic[] {
  return readProjectFile(source).problems.map((problem) => ({
    range: toRange(source, problem.span),
    severity: DiagnosticSeverity.Error,
    source: 'pod-patterns',
    code: 'configuration',
    codeDescription: { href: CONFIGURATION_URL },
    message: configurationText(problem, session.translation),
  }));
}
