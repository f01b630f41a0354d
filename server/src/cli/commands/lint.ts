import { parseArgs } from 'node:util';
import { SEVERITIES, type Severity } from '../../analysis/rules/rule.js';
import { configured } from '../../features/analyzed-source.js';
import type { Translation } from '../../features/messages.js';
import { colors } from '../colors.js';
import { type Command, UsageError } from '../host.js';
import { STANDARD_INPUT } from '../inputs.js';
import { cliText } from '../messages.js';
import {
  CONFIGURATION_OPTIONS,
  CONFIGURATION_USAGE,
  INPUT_USAGE,
  REPORT_OPTIONS,
  REPORT_USAGE,
  readConfigurationOptions,
  readFormat,
  readSettingOptions,
  readTranslation,
  SETTING_OPTIONS,
  SETTING_USAGE,
} from '../options.js';
import { projectSettings } from '../project-settings.js';
import { repairFile } from '../repair-file.js';
import { reaches, reportFindings, summaryOf } from '../reporters/finding-report.js';
import { findingsText } from '../reporters/findings-text.js';
import { visitSources } from '../sources.js';

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
      --fix                      repair what can be repaired safely, and report the rest; files are written as a whole
                                 or not at all
${SETTING_USAGE}
${CONFIGURATION_USAGE}
`,
  async run(args, host) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        ...REPORT_OPTIONS,
        ...SETTING_OPTIONS,
        ...CONFIGURATION_OPTIONS,
        'fail-on': { type: 'string', default: 'error' },
        fix: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
    const format = readFormat(values.format);
    const failOn = readFailOn(values['fail-on']);
    const choice = { config: readConfigurationOptions(values), options: readSettingOptions(values) };
    const translation = readTranslation(values.locale, host, format);
    const project = projectSettings(choice, host, translation);
    if (values.fix && positionals.includes(STANDARD_INPUT))
      throw new UsageError('--fix takes files, not standard input');
    let fixes = 0;
    const { visited, complete } = await visitSources(
      positionals,
      host,
      translation,
      project.excludes,
      async (read, file, complain) => {
        const settings = await project.of(file);
        const source = configured(read, settings);
        if (!values.fix) return reportFindings(source, file, settings, translation);
        const repair = await repairFile(source, file, settings);
        if (repair.problem) complain(repair.problem);
        fixes += repair.fixes;
        return reportFindings(repair.source, file, settings, translation);
      },
    );
    if (fixes > 0) host.complain(`pod-patterns: ${repairedText(fixes, translation)}\n`);
    const files = visited.map(({ result }) => result);
    const summary = summaryOf(files);
    host.out(
      format === 'json'
        ? `${JSON.stringify({ version: 1, files, summary }, null, 2)}\n`
        : findingsText(files, summary, colors(host.colors), translation),
    );
    if (!complete || !project.complete) return 2;
    return failOn !== 'never' && reaches(files, failOn) ? 1 : 0;
  },
};

function repairedText(count: number, translation: Translation | undefined): string {
  return cliText(count === 1 ? 'repairedOne' : 'repaired', translation, { count: String(count) });
}

function readFailOn(value: string): Severity | 'never' {
  const severity = value === 'never' ? value : SEVERITIES.find((each) => each === value);
  if (severity === undefined) throw new UsageError(`--fail-on is ${SEVERITIES.join(', ')} or never, not '${value}'`);
  return severity;
}
