import { parseArgs } from 'node:util';
import { SEVERITIES, type Severity } from '../../analysis/rules/rule.js';
import { colors } from '../colors.js';
import { type Command, UsageError } from '../host.js';
import {
  INPUT_USAGE,
  REPORT_OPTIONS,
  REPORT_USAGE,
  readFormat,
  readSettingOptions,
  readTranslation,
  SETTING_OPTIONS,
  SETTING_USAGE,
} from '../options.js';
import { reaches, reportFindings, summaryOf } from '../reporters/finding-report.js';
import { findingsText } from '../reporters/findings-text.js';
import { visitSources } from '../sources.js';
import { complainAboutSyntax } from '../syntax-complaints.js';

/** `pod-patterns lint`: what the patterns of the containers lack. */
export const lint: Command = {
  name: 'lint',
  summary: 'Report what is wrong or missing.',
  usage: `\
Usage: pod-patterns lint [options] PATH…

${INPUT_USAGE}

Options:
${REPORT_USAGE}
      --fail-on <severity>       exit with 1 from this severity on: error, warning, information, hint or never
                                 (default: error)
${SETTING_USAGE}
`,
  async run(args, host) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...REPORT_OPTIONS, ...SETTING_OPTIONS, 'fail-on': { type: 'string', default: 'error' } },
      allowPositionals: true,
    });
    const format = readFormat(values.format);
    const failOn = readFailOn(values['fail-on']);
    const settings = readSettingOptions(values);
    const translation = readTranslation(values.locale, host, format);
    const { visited, complete } = await visitSources(positionals, host, translation, (source, file) => {
      complainAboutSyntax(source, file, host, translation);
      return reportFindings(source, file, settings, translation);
    });
    const files = visited.map(({ result }) => result);
    const summary = summaryOf(files);
    host.out(
      format === 'json'
        ? `${JSON.stringify({ version: 1, files, summary }, null, 2)}\n`
        : findingsText(files, summary, colors(host.colors), translation),
    );
    if (!complete) return 2;
    return failOn !== 'never' && reaches(files, failOn) ? 1 : 0;
  },
};

function readFailOn(value: string): Severity | 'never' {
  const severity = value === 'never' ? value : SEVERITIES.find((each) => each === value);
  if (severity === undefined) throw new UsageError(`--fail-on is ${SEVERITIES.join(', ')} or never, not '${value}'`);
  return severity;
}
