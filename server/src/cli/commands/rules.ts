import { parseArgs } from 'node:util';
import { isFixable } from '../../analysis/rules/rule.js';
import { listRules } from '../../features/rule-list.js';
import { colors } from '../colors.js';
import { type Command, UsageError } from '../host.js';
import { STANDARD_INPUT } from '../inputs.js';
import { cliText } from '../messages.js';
import {
  CONFIGURATION_OPTIONS,
  CONFIGURATION_USAGE,
  REPORT_OPTIONS,
  REPORT_USAGE,
  readConfigurationOptions,
  readFormat,
  readSettingOptions,
  readTranslation,
  requireRule,
  SETTING_OPTIONS,
  SETTING_USAGE,
} from '../options.js';
import { projectSettings } from '../project-settings.js';
import { table } from '../table.js';

/** `pod-patterns rules`: every rule with its severity, as the project around the current folder sets it. */
export const rules: Command = {
  name: 'rules',
  summary: 'List the rules.',
  usage: `\
Usage: pod-patterns rules [options]

Options:
${REPORT_USAGE}
${SETTING_USAGE}
${CONFIGURATION_USAGE}

Severities are those of a file in the current folder, before overrides for single files, containers or roles.
`,
  async run(args, host) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...REPORT_OPTIONS, ...SETTING_OPTIONS, ...CONFIGURATION_OPTIONS },
      allowPositionals: true,
    });
    if (positionals.length > 0) throw new UsageError(`rules takes no PATH, but was given '${positionals.join(' ')}'`);
    const format = readFormat(values.format);
    const translation = readTranslation(values.locale, host, format);
    const choice = { config: readConfigurationOptions(values), options: readSettingOptions(values) };
    const project = projectSettings(choice, host, translation);
    const listed = listRules(await project.of(STANDARD_INPUT), translation).map(({ since, url, ...rule }) => ({
      ...rule,
      fixable: isFixable(requireRule(rule.id)),
      since,
      url,
    }));
    if (format === 'json') {
      host.out(`${JSON.stringify(listed, null, 2)}\n`);
      return project.complete ? 0 : 2;
    }
    const [header = '', ...rows] = table([
      (['rule', 'severity', 'fix', 'title'] as const).map((id) => cliText(id, translation)),
      ...listed.map(({ id, severity, enabled, fixable, title }) => [
        id,
        enabled ? severity : 'off',
        fixable ? cliText('yes', translation) : '',
        title,
      ]),
    ]);
    host.out(`${[colors(host.colors).dim(header), ...rows].join('\n')}\n`);
    return project.complete ? 0 : 2;
  },
};
