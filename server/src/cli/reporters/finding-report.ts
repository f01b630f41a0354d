import { SEVERITIES, type Severity } from '../../analysis/rules/rule.js';
import { findingsOf, findingText } from '../../features/diagnostics.js';
import type { Translation } from '../../features/messages.js';
import type { Settings } from '../../features/settings.js';
import type { SourceDocument } from '../../syntax/source.js';
import { type ReportedRange, reportedRange } from '../range.js';

/** A file that was read with what is wrong in it, as the JSON report has it. */
export interface FileReport {
  readonly file: string;
  /** In source order. */
  readonly findings: readonly FindingReport[];
}

export interface FindingReport {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: ReportedRange;
  /** Index of the YAML document in the file. */
  readonly document: number;
  /** `Deployment/web`. */
  readonly workload: string | null;
  readonly container: string | null;
  readonly fixable: boolean;
}

export interface Summary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  readonly hints: number;
}

/** The findings of a file under the given settings. */
export function reportFindings(
  source: SourceDocument,
  file: string,
  settings: Settings,
  translation?: Translation,
): FileReport {
  const findings = findingsOf(source, settings).map((finding) => ({
    rule: finding.rule.id,
    severity: finding.severity,
    message: findingText(finding, translation),
    range: reportedRange(source, finding.span),
    document: source.parts.indexOf(finding.part),
    workload: finding.workload ?? null,
    container: finding.container ?? null,
    fixable: finding.fixable,
  }));
  return { file, findings };
}

/** How many files were read, and how many findings of each severity they hold. */
export function summaryOf(files: readonly FileReport[]): Summary {
  const count = (severity: Severity) =>
    files.reduce((sum, { findings }) => sum + findings.filter((finding) => finding.severity === severity).length, 0);
  return {
    files: files.length,
    errors: count('error'),
    warnings: count('warning'),
    information: count('information'),
    hints: count('hint'),
  };
}

/** Whether any finding is at least as severe as `severity`. */
export function reaches(files: readonly FileReport[], severity: Severity): boolean {
  const failing = SEVERITIES.slice(0, SEVERITIES.indexOf(severity) + 1);
  return files.some(({ findings }) => findings.some((finding) => failing.includes(finding.severity)));
}
