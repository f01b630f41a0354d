import { onlySleeps as sleepCommand } from '../../commands/idioms.js';
import { programOf } from '../../commands/program.js';
import { defineEvidence } from '../role.js';

export const onlySleeps = defineEvidence({
  id: 'only-sleeps',
  meta: {
    title: 'Only sleeps',
    why: `
A shell image that only sleeps does nothing for the pod: it is there for people to enter and look around, beside a container
that works. Where every container sleeps, the pod is an exercise and says nothing about roles.`,
    messages: { sleeps: 'only sleeps, so it is there to be entered' },
    weights: { sleeps: { main: -0.8, sidecar: 0.8 } },
  },
  *collect(pod) {
    if (pod.running.length < 2) return;
    const idle = new Map(pod.running.map((container) => [container, sleepCommand(programOf(container).commands)]));
    if ([...idle.values()].every((command) => command !== undefined)) return;
    for (const [container, command] of idle) {
      if (!command || (pod.productOf(container)?.role ?? 'toolbox') !== 'toolbox') continue;
      yield { container, span: command.origin.span, message: { id: 'sleeps', args: {} }, functions: { debug: 1.2 } };
    }
  },
});
