import { commands, DiagnosticSeverity, Range, WorkspaceEdit, workspace } from 'vscode';
import type { Case } from '../case.js';
import { findings, open, placeOf, quickFixes, ruleOf, untilFound, untilSettingActs } from '../editor.js';
import { equal, match } from '../expect.js';

const RULE = 'unknown-volume';

export const findingCases: readonly Case[] = [
  {
    name: 'a finding says its place, rule, severity and page',
    run: async () => {
      const document = await open('shop.yaml');
      await untilFound(document, RULE);
      const finding = findings(document).find((each) => ruleOf(each) === RULE);
      const place = placeOf(document, 'name: log\n');
      equal(
        finding?.range,
        place.with(place.start.translate(0, 'name: '.length), place.start.translate(0, 9)),
        'range',
      );
      equal(finding?.severity, DiagnosticSeverity.Error, 'severity');
      match(finding?.message ?? '', /^'log-agent' mounts 'log'/, 'message');
      equal(typeof finding?.code, 'object', 'code with a link');
    },
  },
  {
    name: 'a quick fix repairs the text, and one undo takes it back',
    run: async () => {
      const document = await open('shop.yaml');
      await untilFound(document, RULE);
      const original = document.getText();
      const actions = await quickFixes(document, placeOf(document, 'name: log\n'));
      const fix = actions.find(({ title }) => title === "Change to 'logs'");
      if (!fix?.edit) throw new Error(`no such fix among ${actions.map(({ title }) => title).join(', ')}`);
      await workspace.applyEdit(fix.edit);
      equal(document.getText(), original.replace('name: log\n', 'name: logs\n'), 'text after the fix');
      await untilFound(document, RULE, false);
      await commands.executeCommand('undo');
      equal(document.getText(), original, 'text after one undo');
      await untilFound(document, RULE);
    },
  },
  {
    name: 'a file that becomes a manifest gets findings, and loses them again',
    run: async () => {
      const manifest = (await open('shop.yaml')).getText();
      const document = await open('pipeline.yaml');
      const edit = new WorkspaceEdit();
      edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), manifest);
      await workspace.applyEdit(edit);
      await untilFound(document, RULE);
      await commands.executeCommand('workbench.action.files.revert');
      await untilFound(document, RULE, false);
    },
  },
  {
    name: 'a rule is switched off, and on again, by the settings',
    run: async () => {
      const document = await open('shop.yaml');
      const severity = () => findings(document).find((each) => ruleOf(each) === RULE)?.severity;
      await untilFound(document, RULE);
      await untilSettingActs('rules', { [RULE]: 'off' }, 'rule off', () => severity() === undefined);
      await untilSettingActs('rules', { [RULE]: 'hint' }, 'rule hint', () => severity() === DiagnosticSeverity.Hint);
      await untilSettingActs('rules', undefined, 'rule as ever', () => severity() === DiagnosticSeverity.Error);
    },
  },
];
