import { parseArgs } from 'node:util';
import { configured } from '../../features/analyzed-source.js';
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
import { explanationTexts } from '../reporters/explanation-text.js';
import { reportRoles } from '../reporters/role-report.js';
import { rolesText } from '../reporters/roles-text.js';
import { visitSources } from '../sources.js';
import { narrowedTo, unknownNameText } from './roles-of-name.js';

const EXPLAIN_USAGE = `\
      --explain <name>           the containers of this name only, each with all that speaks for and against its role,
                                 where that stands, what comes next and what would change it; with JSON the containers
                                 of the report are narrowed to the name`;

/** `pod-patterns roles`: the role of every container, with its reasons. */
export const roles: Command = {
  name: 'roles',
  summary: 'Show the role of every container, and why.',
  usage: `\
Usage: pod-patterns roles [options] PATH…

${INPUT_USAGE}

Options:
${EXPLAIN_USAGE}
${REPORT_USAGE}
${CONFIGURATION_USAGE}
`,
  async run(args, host) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { explain: { type: 'string' }, ...REPORT_OPTIONS, ...CONFIGURATION_OPTIONS },
      allowPositionals: true,
    });
    const { explain } = values;
    const format = readFormat(values.format);
    const translation = readTranslation(values.locale, host, format);
    const paint = colors(host.colors);
    const project = projectSettings({ config: readConfigurationOptions(values), options: {} }, host, translation);
    const { visited, complete } = await visitSources(
      positionals,
      host,
      translation,
      project.excludes,
      async (read, file) => {
        const settings = await project.of(file);
        const source = configured(read, settings);
        if (!settings.enable) return { workloads: [], explanations: [] };
        return {
          workloads: reportRoles(source, file, translation),
          explanations:
            explain === undefined || format === 'json'
              ? []
              : explanationTexts(source, file, explain, paint, translation),
        };
      },
    );
    const all = visited.flatMap(({ result }) => result.workloads);
    const workloads = explain === undefined ? all : narrowedTo(all, explain);
    if (format === 'json') host.out(`${JSON.stringify({ version: 1, workloads }, null, 2)}\n`);
    else if (explain === undefined) host.out(rolesText(workloads, paint, translation));
    else host.out(visited.flatMap(({ result }) => result.explanations).join('\n'));
    const unknown = explain !== undefined && workloads.length === 0 && visited.length > 0;
    if (unknown) host.complain(`pod-patterns: ${unknownNameText(all, explain, translation)}\n`);
    return complete && project.complete && !unknown ? 0 : 2;
  },
};
