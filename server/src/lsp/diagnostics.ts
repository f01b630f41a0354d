import { type Diagnostic, DiagnosticTag } from 'vscode-languageserver';
import { rules } from '../analysis/rules/index.js';
import { findingsOf, findingText, type PlacedFinding, type SettledFinding } from '../features/diagnostics.js';
import { isProjectFile } from '../features/project-file.js';
import { ruleText } from '../features/rule-text.js';
import { CONFIGURATION_URL, ruleUrl } from '../features/rule-url.js';
import type { SourceDocument } from '../syntax/source.js';
import { configurationDiagnostics } from './configuration-diagnostics.js';
import { SEVERITY, toRange } from './convert.js';
import type { Session } from './session.js';

/** What our diagnostics are known by in a client's list of problems. */
export const DIAGNOSTIC_SOURCE = 'pod-patterns';

/** A finding keeps its diagnostic as long as it keeps its line; settings, language and client hold for a session. */
const known = new WeakMap<SettledFinding, { readonly startLine: number; readonly diagnostic: Diagnostic }>();

/** The diagnostics of a document. A finding that did not change gives the same object as before. */
export function diagnosticsOf(source: SourceDocument, session: Session): readonly Diagnostic[] {
  if (isProjectFile(source.uri)) return configurationDiagnostics(source, session);
  return shownFindings(source, session).map((finding) => {
    const { settled, part } = finding;
    const before = known.get(settled);
    if (before?.startLine === part.startLine) return before.diagnostic;
    const diagnostic = toDiagnostic(source, finding, session);
    known.set(settled, { startLine: part.startLine, diagnostic });
    return diagnostic;
  });
}

/** What editors say by other means is shown only if somebody asked for it. */
function shownFindings(source: SourceDocument, { settings }: Session): readonly PlacedFinding[] {
  return findingsOf(source, settings).filter(
    ({ rule }) => !rule.meta.leftToEditors || settings.rules[rule.id] !== undefined,
  );
}

/** Whether a client would show the same for both. */
export function sameDiagnostics(one: readonly Diagnostic[], other: readonly Diagnostic[]): boolean {
  if (one.length !== other.length) return false;
  return one.every((each, index) => each === other[index] || JSON.stringify(each) === JSON.stringify(other[index]));
}

function toDiagnostic(source: SourceDocument, finding: PlacedFinding, session: Session): Diagnostic {
  const { rule, severity, span, unnecessary, related } = finding;
  const relatedInformation = session.client.relatedInformation
    ? related.map(({ span: place, message }) => ({
        location: { uri: source.uri, range: toRange(source, place) },
        message: ruleText(rule, message, session.translation),
      }))
    : [];
  return {
    range: toRange(source, span),
    severity: SEVERITY[severity],
    source: DIAGNOSTIC_SOURCE,
    code: rule.id,
    codeDescription: { href: rules.includes(rule) ? ruleUrl(rule.id) : CONFIGURATION_URL },
    message: findingText(finding, session.translation),
    ...(unnecessary ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(relatedInformation.length > 0 ? { relatedInformation } : {}),
  };
}
