import type { Translation } from '../../features/messages.js';
import { severityWord } from '../../features/severity-word.js';
import type { Colors } from '../colors.js';
import { type CliMessageId, cliText } from '../messages.js';
import type { FileReport, FindingReport, Summary } from './finding-report.js';

/**
 * A line per finding that begins with its place, so that terminals and editors can go there; a summary at the end.
 * Nothing where no file was read.
 */
export function findingsText(
  files: readonly FileReport[],
  summary: Summary,
  colors: Colors,
  translation?: Translation,
): string {
  if (files.length === 0) return '';
  const lines = ({ file, findings }: FileReport) =>
    findings.map((finding) => `${findingLine(file, finding, colors, translation)}\n`).join('');
  const blocks = files.filter(({ findings }) => findings.length > 0).map(lines);
  return [...blocks, `${summaryLine(summary, translation)}\n`].join('\n');
}

function findingLine(
  file: string,
  { range, severity, message, rule }: FindingReport,
  colors: Colors,
  translation?: Translation,
): string {
  const place = `${file}:${range.start.line + 1}:${range.start.character + 1}`;
  const word = colors.severity(severity, severityWord(severity, translation));
  return `${colors.bold(place)} ${word} ${message} ${colors.dim(`(${rule})`)}`;
}

function summaryLine(summary: Summary, translation?: Translation): string {
  const { files, errors, warnings, information, hints } = summary;
  const counted = (count: number, one: CliMessageId, many: CliMessageId) =>
    count === 0 ? [] : [cliText(count === 1 ? one : many, translation, { count: String(count) })];
  const counts = [
    ...counted(errors, 'error', 'errors'),
    ...counted(warnings, 'warning', 'warnings'),
    ...counted(information, 'information', 'information'),
    ...counted(hints, 'hint', 'hints'),
  ];
  const findings = counts.join(', ') || cliText('noFindings', translation);
  return cliText(files === 1 ? 'file' : 'files', translation, { findings, count: String(files) });
}
