import { parseArgs } from 'node:util';
import { rulePage } from '../../features/rule-page.js';
import { colors } from '../colors.js';
import { type Command, UsageError } from '../host.js';
import { LOCALE_OPTION, LOCALE_USAGE, readTranslation, requireRule } from '../options.js';
import { terminalPage } from '../reporters/terminal-page.js';

/** `pod-patterns explain`: the page of a rule in the manual. */
export const explain: Command = {
  name: 'explain',
  summary: 'Explain a rule: why it matters, what it reports, how to repair it.',
  usage: `\
Usage: pod-patterns explain [options] <rule>

'pod-patterns rules' lists the rules.

Options:
${LOCALE_USAGE}
`,
  async run(args, host) {
    const { values, positionals } = parseArgs({ args: [...args], options: LOCALE_OPTION, allowPositionals: true });
    const [name, ...others] = positionals;
    if (name === undefined || others.length > 0) throw new UsageError('explain takes the name of one rule');
    const page = rulePage(requireRule(name), readTranslation(values.locale, host));
    host.out(terminalPage(page, colors(host.colors)));
    return 0;
  },
};
