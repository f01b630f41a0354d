import { onlySleeps as sleepCommand } from '../../commands/idioms.js';
import { programOf } from '../../commands/program.js';
import { defineEvidence } from '../role.js';

export const onlySleeps = defineEvidence({
  id: 'only-sleeps',
  meta: {
    title: 'Only sleeps',
    why: `
A shell image that only sleeps, beside a container that serves, does nothing for the world: it is there for people to enter and
look around. Where several containers sleep, the pod is an exercise and says nothing about roles.`,
    messages: { sleeps: 'only sleeps, so it is there to be entered' },
    weights: { sleeps: { main: -0.7, sidecar: 0.8 } },
  },
  *collect(pod) {
    const [container, other] = pod.running.filter((each) => sleepCommand(programOf(each).commands));
    if (!container || other || (pod.productOf(container)?.role ?? 'toolbox') !== 'toolbox') return;
    const serves = pod.running.some((each) => each.ports.length > 0 || pod.productOf(each)?.role === 'main');
    const command = sleepCommand(programOf(container).commands);
    if (!serves || !command || container.ports.length > 0) return;
    yield { container, span: command.origin.span, message: { id: 'sleeps', args: {} }, functions: { debug: 1.2 } };
  },
});
