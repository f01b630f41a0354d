import { parseArgs } from 'node:util';
import { rulePage } from '../../features/rule-page.js';
import { colors } from '../colors.js';
import { type Command, UsageError } from '../host.js';
import { requireRule } from '../options.js';
import { terminalPage } from '../reporters/terminal-page.js';

/** `pod-patterns explain`: the page of a rule in the manual. */
export const explain: Command = {
  name: 'explain',
  summary: 'Explain a rule: why it matters, what it reports, how to repair it.',
  usage: `\
Usage: pod-patterns explain <rule>

'pod-patterns rules' lists the rules.
`,
  async run(args, host) {
    const { positionals } = parseArgs({ args: [...args], options: {}, allowPositionals: true });
    const [name, ...others] = positionals;
    if (name === undefined || others.length > 0) throw new UsageError('explain takes the name of one rule');
    host.out(terminalPage(rulePage(requireRule(name)), colors(host.colors)));
    return 0;
  },
};
