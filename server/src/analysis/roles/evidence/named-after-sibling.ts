import { isNamedAfter } from '../names.js';
import { defineEvidence } from '../role.js';

export const namedAfterSibling = defineEvidence({
  id: 'named-after-sibling',
  meta: {
    title: 'Named after a sibling',
    why: `
\`pgsql\` and \`pgsql-exporter\`, \`frr\` and \`frr-reloader\`: who carries another container's name with something added
mostly works for it. Numbers do not count, they number equals.`,
    messages: {
      helps: "is named after '{sibling}'",
      helped: "'{sibling}' is named after it",
    },
    weights: { helps: { main: -0.4, sidecar: 0.5 }, helped: { main: 0.8 } },
  },
  *collect(pod) {
    for (const container of pod.running) {
      const sibling = pod.running.find((other) => other !== container && isNamedAfter(container, other));
      if (!container.name || !sibling?.name) continue;
      yield { container, span: container.name.span, message: { id: 'helps', args: { sibling: sibling.label } } };
      const message = { id: 'helped', args: { sibling: container.label } } as const;
      yield { container: sibling, span: container.name.span, message };
    }
  },
});
