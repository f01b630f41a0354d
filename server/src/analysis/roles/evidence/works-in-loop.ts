import {
  fetchesInLoop,
  followsFile,
  printsFileInLoop,
  transformsInLoop,
  worksInLoop as works,
} from '../../commands/idioms.js';
import { programOf, type SourcedCommand } from '../../commands/program.js';
import { defineEvidence } from '../role.js';

export const worksInLoop = defineEvidence({
  id: 'works-in-loop',
  meta: {
    title: 'A script that goes on and on',
    why: `
A shell loop without an end, beside a container that serves, does a small chore again and again: it checks, counts, cleans
up. Applications are seldom written as shell loops. Where every container is such a loop, the pod is an exercise, and the loop
says nothing; nor does it where it is known what the loop does.`,
    messages: { repeats: "repeats '{program}' without end" },
    weights: { repeats: { main: -0.3, sidecar: 0.8 } },
  },
  *collect(pod) {
    if (pod.running.length < 2) return;
    const serves = pod.running.some((each) => each.ports.length > 0 || pod.productOf(each)?.role === 'main');
    if (!serves) return;
    for (const container of pod.running) {
      if (container.ports.length > 0) continue;
      const { commands } = programOf(container);
      const command = works(commands);
      if (!command || isKnown(commands)) continue;
      yield { container, span: command.origin.span, message: { id: 'repeats', args: { program: command.program } } };
    }
  },
});

/** Whether another source says what the loop does. */
function isKnown(commands: readonly SourcedCommand[]): boolean {
  return [followsFile, printsFileInLoop, fetchesInLoop, transformsInLoop].some((idiom) => idiom(commands));
}
