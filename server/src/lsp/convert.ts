import { DiagnosticSeverity, type Range, SymbolKind } from 'vscode-languageserver';
import type { Severity } from '../analysis/rules/rule.js';
import type { OutlineSymbol } from '../features/symbols.js';
import { offsetAt, positionAt, type SourceDocument } from '../syntax/source.js';
import type { Span } from '../syntax/span.js';

export const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export const SYMBOL: Readonly<Record<OutlineSymbol['kind'], SymbolKind>> = {
  workload: SymbolKind.Class,
  container: SymbolKind.Object,
  volume: SymbolKind.File,
};

/** Lines and columns of a span that counts from the file's start. */
export function toRange(source: SourceDocument, { start, end }: Span): Range {
  return { start: positionAt(source, start), end: positionAt(source, end) };
}

/** The span from the file's start; a range that reaches out of the text ends with it. */
export function toSpan(source: SourceDocument, { start, end }: Range): Span {
  return { start: offsetAt(source, start), end: offsetAt(source, end) };
}

export function rangesEqual(one: Range, other: Range): boolean {
  return (
    isBefore(one.start, other.start) &&
    isBefore(other.start, one.start) &&
    isBefore(one.end, other.end) &&
    isBefore(other.end, one.end)
  );
}

function isBefore(one: Range['start'], other: Range['start']): boolean {
  return one.line < other.line || (one.line === other.line && one.character <= other.character);
}
