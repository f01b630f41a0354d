import { programOf } from '../../commands/program.js';
import { signalsOf } from '../../commands/signals.js';
import { isWhole, runningContainers } from '../../conditions/workload.js';
import { defineNeed, met, missing } from '../need.js';

export const processNamespace = defineNeed({
  id: 'process-namespace',
  title: 'A shared process namespace',
  why: 'Containers see only their own processes. Whoever signals a process of another container needs `shareProcessNamespace: true`.',
  messages: {
    shared: 'sees the processes of the other containers',
    apart: 'a shared process namespace, to signal {process} in another container',
  },
  assess(pod, container) {
    const { spec } = pod;
    const programs = new Set(programOf(container).commands.map(({ program }) => program));
    const signal = signalsOf(container).find(({ process }) => process !== undefined && !programs.has(process));
    if (!signal?.process || !runningContainers(spec).includes(container) || runningContainers(spec).length < 2)
      return [];
    const { span } = signal.origin;
    const shared = spec.shareProcessNamespace ?? spec.hostPID;
    if (shared?.value) return [met('shared', {}, span, shared.span)];
    return isWhole(pod) ? [missing('apart', { process: signal.process }, span)] : [];
  },
});
