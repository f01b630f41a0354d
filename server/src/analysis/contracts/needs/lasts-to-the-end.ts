import { defineNeed, REPORTED } from '../need.js';
import { NEEDED_TO_THE_END, stoppedEarly } from '../stopped-early.js';

/** What carries the last lines and connections of the main container is there as long as that works. */
export const lastsToTheEnd = defineNeed({
  id: 'lasts-to-the-end',
  rule: 'helper-stopped-early',
  messages: { met: 'is a native sidecar, so it is there before and after the app containers' },
  assess(pod, container) {
    if (stoppedEarly(pod, container)) return REPORTED;
    const needed = NEEDED_TO_THE_END.has(pod.verdictOf(container).function);
    if (container.lifecycle !== 'sidecar' || !needed) return [];
    return [{ state: 'met', message: { id: 'met', args: {} } }];
  },
});
