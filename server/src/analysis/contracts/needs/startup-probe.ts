import { defineNeed, met, missing } from '../need.js';
import { unwaited } from '../unwaited.js';

export const startupProbe = defineNeed({
  id: 'startup-probe',
  title: 'A startup probe, where others wait for it',
  why: 'What stands behind a native sidecar starts as soon as that has started, which without a startup probe means: as soon as its process runs. A `postStart` hook that waits does the same.',
  rule: 'missing-startup-probe',
  messages: {
    met: 'has a startup probe, so what comes after waits for it',
    missing: 'a startup probe: {waiter} may start before it answers',
  },
  assess(pod, container) {
    const waiting = unwaited(pod, container);
    if (waiting) return [missing('missing', { waiter: waiting.waiter.label }, waiting.span)];
    const probe = container.probes.find(({ kind }) => kind === 'startupProbe');
    return probe && container.lifecycle === 'sidecar' ? [met('met', {}, probe.keySpan)] : [];
  },
});
