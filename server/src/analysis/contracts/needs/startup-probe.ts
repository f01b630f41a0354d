import { defineNeed, REPORTED } from '../need.js';
import { unwaited } from '../unwaited.js';

/** What starts behind a native sidecar waits until it answers. */
export const startupProbe = defineNeed({
  id: 'startup-probe',
  rule: 'missing-startup-probe',
  messages: { met: 'has a startup probe, so what comes after waits for it' },
  assess(pod, container) {
    if (unwaited(pod, container)) return REPORTED;
    const probe = container.probes.find(({ kind }) => kind === 'startupProbe');
    if (!probe || container.lifecycle !== 'sidecar') return [];
    return [{ state: 'met', span: probe.keySpan, message: { id: 'met', args: {} } }];
  },
});
