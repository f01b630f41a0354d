import { programOf } from '../../commands/program.js';
import { tunesKernel as tunes } from '../../commands/purposes.js';
import { defineEvidence } from '../role.js';

export const tunesKernel = defineEvidence({
  id: 'tunes-kernel',
  meta: {
    title: 'Sets kernel parameters',
    why: `
A container that sets kernel parameters of the node or the pod beside another one does so for it. Where it runs to completion
it would be an init container.`,
    messages: { sets: 'sets kernel parameters for the containers beside it' },
    weights: { sets: { main: -0.8, sidecar: 1.2 } },
  },
  *collect(pod) {
    if (pod.running.length < 2) return;
    for (const container of pod.running) {
      const command = programOf(container).commands.find(tunes);
      if (!command) continue;
      yield {
        container,
        span: command.origin.span,
        message: { id: 'sets', args: {} },
        functions: { 'sysctl-tuning': 2 },
      };
    }
  },
});
