import type { Case } from '../case.js';
import { hints, hoverText, open, outline, placeOf } from '../editor.js';
import { equal, match, until } from '../expect.js';

export const roleCases: readonly Case[] = [
  {
    name: 'inlay hints show each role',
    run: async () => {
      const document = await open('shop.yaml');
      const shown = await until(
        'inlay hints',
        () => hints(document),
        ({ length }) => length > 0,
      );
      equal(shown, ['- name: shop main', '- name: log-agent sidecar · log shipper'], 'inlay hints');
    },
  },
  {
    name: 'a hover on a container explains its role',
    run: async () => {
      const document = await open('shop.yaml');
      const text = await hoverText(document, placeOf(document, 'log-agent').start);
      match(text, /log-agent[\s\S]*sidecar[\s\S]*log shipper/, 'hover on log-agent');
      match(text, /fluent-bit/, 'its evidence');
    },
  },
  {
    name: 'the outline shows containers with their roles',
    run: async () => {
      const symbols = await outline(await open('shop.yaml'));
      equal(
        symbols,
        ['shop: Deployment', 'shop: main', 'log-agent: sidecar · log shipper', 'logs: emptyDir'],
        'outline',
      );
    },
  },
];
