import { Uri, workspace } from 'vscode';
import type { Case } from '../case.js';
import { completions, findings, open, quickFixes, untilFound } from '../editor.js';
import { equal, until } from '../expect.js';

const RULE = 'unknown-volume';

export const configurationCases: readonly Case[] = [
  {
    name: "the project's configuration acts on open files as soon as it is there, and no longer when it is gone",
    run: async () => {
      const document = await open('shop.yaml');
      await untilFound(document, RULE);
      const file = Uri.joinPath(document.uri, '..', '.pod-patterns.yaml');
      await workspace.fs.writeFile(file, new TextEncoder().encode(`rules:\n  ${RULE}: off\n`));
      await untilFound(document, RULE, false);
      await workspace.fs.delete(file);
      await untilFound(document, RULE);
    },
  },
  {
    name: "the project's configuration is completed",
    run: async () => {
      const { uri } = await open('shop.yaml');
      const file = Uri.joinPath(uri, '..', 'nested', '.pod-patterns.yaml');
      await workspace.fs.writeFile(file, new TextEncoder().encode(`rules:\n  ${RULE}: \n`));
      const document = await workspace.openTextDocument(file);
      await until(
        'severities among the completions',
        () => completions(document, document.positionAt(document.getText().length - 1)),
        (labels) => ['error', 'warning', 'off'].every((each) => labels.includes(each)),
      );
      await workspace.fs.delete(file);
    },
  },
  {
    name: 'a finding can be turned off in the project, whose configuration is made',
    run: async () => {
      const document = await open('shop.yaml');
      await untilFound(document, RULE);
      const [finding] = findings(document).filter(({ code }) => JSON.stringify(code).includes(RULE));
      if (!finding) throw new Error(`no ${RULE}`);
      const title = `Disable '${RULE}' in this project`;
      const edit = (await quickFixes(document, finding.range)).find((action) => action.title === title)?.edit;
      if (!edit) throw new Error(`no ${title}`);
      await workspace.applyEdit(edit);
      await untilFound(document, RULE, false);
      const file = Uri.joinPath(document.uri, '..', '.pod-patterns.yaml');
      const made = await workspace.openTextDocument(file);
      equal(made.getText(), `rules:\n  ${RULE}: off\n`, 'configuration');
      await made.save();
      await workspace.fs.delete(file);
      await untilFound(document, RULE);
    },
  },
];
