import { worksThenSleeps as worked } from '../../commands/idioms.js';
import { programOf } from '../../commands/program.js';
import { purposesOf } from '../../commands/purposes.js';
import { defineEvidence } from '../role.js';

export const worksThenSleeps = defineEvidence({
  id: 'works-then-sleeps',
  meta: {
    title: 'Works once and then sleeps',
    why: `
A container that does something once and is kept from ending by \`sleep\` prepares something for the containers beside it. It
would be an init container, if what it prepares did not need them to run.`,
    messages: { sleeps: "runs '{program}' once and then sleeps" },
    weights: { sleeps: { main: -0.6, sidecar: 1 } },
  },
  *collect(pod) {
    if (pod.running.length < 2) return;
    const candidates = pod.running.map((container) => [container, worked(programOf(container).commands)] as const);
    const serves = pod.running.some((each) => each.ports.length > 0 || pod.productOf(each)?.role === 'main');
    if (!serves || candidates.every(([, command]) => command)) return;
    for (const [container, command] of candidates) {
      if (!command) continue;
      const [purpose] = purposesOf(programOf(container));
      const message = { id: 'sleeps', args: { program: command.program } } as const;
      yield { container, span: command.origin.span, message, functions: purpose ? { [purpose.function]: 1.5 } : {} };
    }
  },
});
