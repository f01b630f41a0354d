import { commands, Disposable, type LogOutputChannel, type Uri } from 'vscode';
import { RULES_REQUEST, type RuleSummary } from '../../server/src/lsp/protocol.js';
import { createRulePages } from './rule-pages.js';
import { pickRule } from './rule-picker.js';
import type { ServerControl } from './server-control.js';

/** The commands of the palette. A failed start is not thrown at the user again: it has been reported. */
export function registerCommands(server: ServerControl, output: LogOutputChannel, extension: Uri): Disposable {
  const rules = () => server.request<readonly RuleSummary[]>(RULES_REQUEST);
  const find = async (id: string) => (await rules()).find((rule) => rule.id === id);
  const pages = createRulePages(extension);
  return Disposable.from(
    pages,
    commands.registerCommand('podPatterns.restartServer', () => server.restart().catch(() => undefined)),
    commands.registerCommand('podPatterns.showOutput', () => output.show(true)),
    // Links pass the id of a rule, whose page is opened without asking.
    commands.registerCommand('podPatterns.showRules', async (id?: unknown) => {
      const rule = await (typeof id === 'string' ? find(id) : pickRule(rules())).catch(() => undefined);
      if (rule) await pages.open(rule);
    }),
  );
}
