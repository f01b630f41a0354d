import { runsOn } from '../../conditions/workload.js';
import { defineNeed, met, missing, unknown } from '../need.js';
import { NEEDED_TO_THE_END, stoppedEarly } from '../stopped-early.js';

export const lastsToTheEnd = defineNeed({
  id: 'lasts-to-the-end',
  title: 'A place before and after the app containers',
  why: 'The last lines and connections of the main container are lost where the helper stops first. Native sidecars start before the app containers and stop after them; plain containers stop all at once.',
  rule: 'helper-stopped-early',
  messages: {
    native: 'is a native sidecar, so it starts before the app containers and stops after them',
    early: 'a stop after {other}, which takes its time',
    plain: 'that it stops after the app containers, as plain containers stop all at once',
  },
  assess(pod, container) {
    const other = stoppedEarly(pod, container);
    if (other) return [missing('early', { other: other.label }, container.anchor)];
    if (!NEEDED_TO_THE_END.has(pod.verdictOf(container).function)) return [];
    if (container.lifecycle === 'sidecar')
      return [met('native', {}, container.restartPolicy?.span ?? container.anchor)];
    return container.lifecycle === 'app' && runsOn(pod) ? [unknown('plain', {}, container.anchor)] : [];
  },
});
