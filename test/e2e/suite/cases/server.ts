import { commands } from 'vscode';
import type { Case } from '../case.js';
import { hints, open, rules, untilFound, untilSettingActs } from '../editor.js';
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
      await untilFound(document, 'unknown-volume');
      await untilSettingActs('enable', false, 'nothing found', () => rules(document).length === 0);
      await until(
        'no inlay hints',
        () => hints(document),
        ({ length }) => length === 0,
      );
      await untilSettingActs('enable', undefined, 'all found again', () => rules(document).includes('unknown-volume'));
    },
  },
];
