import { type CompletionList, commands, extensions } from 'vscode';
import type { Case } from '../case.js';
import { open, placeOf } from '../editor.js';
import { equal, until } from '../expect.js';
import { EXTENSION } from './activation.js';

export const contributionCases: readonly Case[] = [
  {
    name: 'the snippets are offered',
    run: async () => {
      const document = await open('shop.yaml');
      const end = placeOf(document, '      volumes:').start.translate(0, 6);
      const list = await commands.executeCommand<CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        end,
      );
      const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      equal(labels.filter((label) => label === 'pod-sidecar-log').length > 0, true, `pod-sidecar-log in ${labels}`);
    },
  },
  {
    name: 'every command of the manifest exists',
    run: async () => {
      const manifest = extensions.getExtension(EXTENSION)?.packageJSON;
      const contributed: readonly string[] = manifest.contributes.commands.map(
        (each: { command: string }) => each.command,
      );
      await until(
        'all commands registered',
        () => commands.getCommands(true),
        (registered) => contributed.length > 0 && contributed.every((command) => registered.includes(command)),
      );
    },
  },
];
