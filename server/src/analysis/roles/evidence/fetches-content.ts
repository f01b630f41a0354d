import { fetchesInLoop } from '../../commands/idioms.js';
import { programOf } from '../../commands/program.js';
import { defineEvidence } from '../role.js';

export const fetchesContent = defineEvidence({
  id: 'fetches-content',
  meta: {
    title: 'Fetches again and again',
    why: `
A loop around \`git pull\`, \`rsync\` or a download keeps files up to date that another container works with: the content
synchronizer, the first example of a sidecar in the literature.`,
    messages: { fetches: "runs '{program}' again and again" },
    weights: { fetches: { main: -0.5, sidecar: 1.8 } },
  },
  *collect(pod) {
    if (pod.running.length < 2) return;
    for (const container of pod.running) {
      const command = fetchesInLoop(programOf(container).commands);
      if (!command) continue;
      const message = { id: 'fetches', args: { program: command.program } } as const;
      yield { container, span: command.origin.span, message, functions: { 'file-sync': 2 } };
    }
  },
});
