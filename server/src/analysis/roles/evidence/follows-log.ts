import { followsFile, printsFileInLoop, transformsInLoop } from '../../commands/idioms.js';
import { programOf } from '../../commands/program.js';
import { defineEvidence } from '../role.js';

export const followsLog = defineEvidence({
  id: 'follows-log',
  meta: {
    title: 'Follows a file',
    why: `
\`tail -f\` turns a log file into a stream on standard output, where the node's log agent finds it: the streaming sidecar of
the Kubernetes documentation on logging. Printing the file again and again is the same idea.`,
    messages: {
      follows: 'follows a file and prints it',
      changes: 'follows a file and changes what it prints',
      prints: 'prints a file again and again',
    },
    weights: {
      follows: { main: -1.5, sidecar: 2.2 },
      changes: { main: -1, sidecar: 0.8, adapter: 0.8 },
      prints: { main: -1, sidecar: 1.4 },
    },
  },
  *collect(pod) {
    if (pod.running.length < 2) return;
    for (const container of pod.running) {
      const { commands } = programOf(container);
      const follows = followsFile(commands);
      const command = follows ?? printsFileInLoop(commands);
      if (!command) continue;
      const id = transformsInLoop(commands) ? 'changes' : follows ? 'follows' : 'prints';
      yield { container, span: command.origin.span, message: { id, args: {} }, functions: { 'log-shipper': 2 } };
    }
  },
});
