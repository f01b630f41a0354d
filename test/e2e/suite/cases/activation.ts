import { extensions } from 'vscode';
import type { Case } from '../case.js';
import { hints, open, outline, rules, untilFound } from '../editor.js';
import { equal, until } from '../expect.js';

export const EXTENSION = 'pod-patterns.pod-patterns';

/** In this order: the first one needs a window in which no manifest has been opened. */
export const activationCases: readonly Case[] = [
  {
    name: 'YAML that is no manifest gets nothing from us',
    run: async () => {
      const document = await open('pipeline.yaml');
      await until('active on YAML', () => extensions.getExtension(EXTENSION)?.isActive, Boolean);
      equal(await outline(document), [], 'outline');
    },
  },
  {
    name: 'a Kubernetes manifest is analyzed as it is opened',
    run: async () => {
      await untilFound(await open('shop.yaml'), 'unknown-volume');
    },
  },
  {
    name: 'YAML that is no manifest gets nothing from a running server either',
    run: async () => {
      const document = await open('pipeline.yaml');
      equal(await outline(document), [], 'outline');
      equal(await hints(document), [], 'inlay hints');
      equal(rules(document), [], 'findings');
    },
  },
];
