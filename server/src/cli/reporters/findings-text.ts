import type { Colors } from '../colors.js';
import type { FileReport, FindingReport, Summary } from './finding-report.js';

/**
 * A line per finding that begins with its place, so that terminals and editors can go there; a summary at the end.
 * Nothing where no file was read.
 */
export function findingsText(files: readonly FileReport[], summary: Summary, colors: Colors): string {
  if (files.length === 0) return '';
  const blocks = files
    .filter(({ findings }) => findings.length > 0)
    .map(({ file, findings }) => findings.map((finding) => `${findingLine(file, finding, colors)}\n`).join(''));
  return [...blocks, `${summaryLine(summary)}\n`].join('\n');
}

function findingLine(file: string, { range, severity, message, rule }: FindingReport, colors: Colors): string {
  const place = `${file}:${range.start.line + 1}:${range.start.character + 1}`;
  return `${colors.bold(place)} ${colors.severity(severity, severity)} ${message} ${colors.dim(`(${rule})`)}`;
}

function summaryLine({ files, errors, warnings, information, hints }: Summary): string {
  const counts = [
    counted(errors, 'error', 'errors'),
    counted(warnings, 'warning', 'warnings'),
    counted(information, 'information', 'information'),
    counted(hints, 'hint', 'hints'),
  ].flatMap((each) => each ?? []);
  return `${counts.join(', ') || 'No findings'} in ${files === 1 ? '1 file' : `${files} files`}`;
}

function counted(count: number, one: string, many: string): string | undefined {
  return count === 0 ? undefined : `${count} ${count === 1 ? one : many}`;
}
