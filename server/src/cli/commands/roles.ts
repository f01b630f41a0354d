import { parseArgs } from 'node:util';
import { colors } from '../colors.js';
import type { Command } from '../host.js';
import {
  CONFIGURATION_OPTIONS,
  CONFIGURATION_USAGE,
  INPUT_USAGE,
  REPORT_OPTIONS,
  REPORT_USAGE,
  readConfigurationOptions,
  readFormat,
  readTranslation,
} from '../options.js';
import { projectSettings } from '../project-settings.js';
import { reportRoles } from '../reporters/role-report.js';
import { rolesText } from '../reporters/roles-text.js';
import { visitSources } from '../sources.js';

/** `pod-patterns roles`: the role of every container, with its reasons. */
export const roles: Command = {
  name: 'roles',
  summary: 'Show the role of every container, and why.',
  usage: `\
Usage: pod-patterns roles [options] PATH…

${INPUT_USAGE}

Options:
${REPORT_USAGE}
${CONFIGURATION_USAGE}
`,
  async run(args, host) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...REPORT_OPTIONS, ...CONFIGURATION_OPTIONS },
      allowPositionals: true,
    });
    const format = readFormat(values.format);
    const translation = readTranslation(values.locale, host, format);
    const project = projectSettings({ config: readConfigurationOptions(values), options: {} }, host, translation);
    const { visited, complete } = await visitSources(positionals, host, translation, async (source, file) => {
      const { enable, images } = await project.of(file);
      return enable ? reportRoles({ ...source, products: images }, file, translation) : [];
    });
    const workloads = visited.flatMap(({ result }) => result);
    host.out(
      format === 'json'
        ? `${JSON.stringify({ version: 1, workloads }, null, 2)}\n`
        : rolesText(workloads, colors(host.colors), translation),
    );
    return complete && project.complete ? 0 : 2;
  },
};
