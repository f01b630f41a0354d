import { parseArgs } from 'node:util';
import { listRules } from '../../features/rule-list.js';
import { colors } from '../colors.js';
import { type Command, UsageError } from '../host.js';
import {
  FORMAT_OPTION,
  FORMAT_USAGE,
  readFormat,
  readSettingOptions,
  SETTING_OPTIONS,
  SETTING_USAGE,
} from '../options.js';
import { table } from '../table.js';

/** `pod-patterns rules`: every rule with its severity. */
export const rules: Command = {
  name: 'rules',
  summary: 'List the rules.',
  usage: `\
Usage: pod-patterns rules [options]

Options:
${FORMAT_USAGE}
${SETTING_USAGE}
`,
  async run(args, host) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...FORMAT_OPTION, ...SETTING_OPTIONS },
      allowPositionals: true,
    });
    if (positionals.length > 0) throw new UsageError(`rules takes no PATH, but was given '${positionals.join(' ')}'`);
    const listed = listRules(readSettingOptions(values)).map(({ documentation: _, ...rule }) => rule);
    if (readFormat(values.format) === 'json') {
      host.out(`${JSON.stringify(listed, null, 2)}\n`);
      return 0;
    }
    const [header = '', ...rows] = table([
      ['RULE', 'SEVERITY', 'FIX', 'TITLE'],
      ...listed.map(({ id, severity, enabled, fixable, title }) => [
        id,
        enabled ? severity : 'off',
        fixable ? 'yes' : '',
        title,
      ]),
    ]);
    host.out(`${[colors(host.colors).dim(header), ...rows].join('\n')}\n`);
    return 0;
  },
};
