import { transformsInLoop } from '../../commands/idioms.js';
import { programOf } from '../../commands/program.js';
import { defineEvidence } from '../role.js';

export const transformsFiles = defineEvidence({
  id: 'transforms-files',
  meta: {
    title: 'Rewrites what another container wrote',
    why: `
A loop that reads a shared file through \`sed\`, \`awk\` or \`jq\` changes the form of what another container has written, for
a reader who wants it otherwise: an adapter. Shipping lines as they are would be a sidecar.`,
    messages: { transforms: "rewrites data with '{program}' again and again" },
    weights: { transforms: { main: -0.5, adapter: 1.5 } },
  },
  *collect(pod) {
    if (pod.running.length < 2) return;
    for (const container of pod.running) {
      const command = transformsInLoop(programOf(container).commands);
      if (!command || !sharesVolume(container)) continue;
      const message = { id: 'transforms', args: { program: command.program } } as const;
      yield { container, span: command.origin.span, message, functions: { 'format-converter': 2 } };
    }

    function sharesVolume(container: (typeof pod.running)[number]): boolean {
      return [...pod.flowsFrom(container), ...pod.flowsTo(container)].some(({ via }) => via.kind === 'volume');
    }
  },
});
