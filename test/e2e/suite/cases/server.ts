import { ConfigurationTarget, commands, workspace } from 'vscode';
import type { Case } from '../case.js';
import { hints, open, untilFound } from '../editor.js';
import { equal, until } from '../expect.js';

export const serverCases: readonly Case[] = [
  {
    name: 'the server is restarted and knows the open manifest again',
    run: async () => {
      const document = await open('shop.yaml');
      await untilFound(document, 'unknown-volume');
      await commands.executeCommand('podPatterns.restartServer');
      await untilFound(document, 'unknown-volume');
      const shown = await until(
        'inlay hints',
        () => hints(document),
        ({ length }) => length > 0,
      );
      equal(shown.length, 2, 'inlay hints after the restart');
    },
  },
  {
    name: 'switched off, nothing is shown',
    run: async () => {
      const document = await open('shop.yaml');
      const settings = workspace.getConfiguration('podPatterns');
      await settings.update('enable', false, ConfigurationTarget.Global);
      await untilFound(document, 'unknown-volume', false);
      await until(
        'no inlay hints',
        () => hints(document),
        ({ length }) => length === 0,
      );
      await settings.update('enable', undefined, ConfigurationTarget.Global);
      await untilFound(document, 'unknown-volume');
    },
  },
];
