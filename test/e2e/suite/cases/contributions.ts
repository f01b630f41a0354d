import { commands, extensions } from 'vscode';
import type { Case } from '../case.js';
import { completions, open, placeOf } from '../editor.js';
import { until } from '../expect.js';
import { EXTENSION } from './activation.js';

export const contributionCases: readonly Case[] = [
  {
    name: 'the snippets are offered',
    run: async () => {
      const document = await open('shop.yaml');
      const indented = placeOf(document, 'volumes:').start;
      await until(
        'pod-sidecar-log-shipper among the completions',
        () => completions(document, indented),
        (labels) => labels.includes('pod-sidecar-log-shipper'),
      );
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
