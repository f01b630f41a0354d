import { parseArgs } from 'node:util';
import { colors } from '../colors.js';
import type { Command } from '../host.js';
import { FORMAT_OPTION, FORMAT_USAGE, INPUT_USAGE, readFormat } from '../options.js';
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
${FORMAT_USAGE}
`,
  async run(args, host) {
    const { values, positionals } = parseArgs({ args: [...args], options: FORMAT_OPTION, allowPositionals: true });
    const format = readFormat(values.format);
    const { visited, complete } = await visitSources(positionals, host, reportRoles);
    const workloads = visited.flatMap(({ result }) => result);
    host.out(
      format === 'json'
        ? `${JSON.stringify({ version: 1, workloads }, null, 2)}\n`
        : rolesText(workloads, colors(host.colors)),
    );
    return complete ? 0 : 2;
  },
};
