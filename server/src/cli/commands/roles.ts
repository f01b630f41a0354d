import { parseArgs } from 'node:util';
import { colors } from '../colors.js';
import type { Command } from '../host.js';
import { INPUT_USAGE, REPORT_OPTIONS, REPORT_USAGE, readFormat, readTranslation } from '../options.js';
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
`,
  async run(args, host) {
    const { values, positionals } = parseArgs({ args: [...args], options: REPORT_OPTIONS, allowPositionals: true });
    const format = readFormat(values.format);
    const translation = readTranslation(values.locale, host, format);
    const { visited, complete } = await visitSources(positionals, host, translation, (source, file) =>
      reportRoles(source, file, translation),
    );
    const workloads = visited.flatMap(({ result }) => result);
    host.out(
      format === 'json'
        ? `${JSON.stringify({ version: 1, workloads }, null, 2)}\n`
        : rolesText(workloads, colors(host.colors), translation),
    );
    return complete ? 0 : 2;
  },
};
