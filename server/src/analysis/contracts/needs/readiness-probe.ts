import { defineNeed, REPORTED } from '../need.js';
import { unready } from '../unready.js';

/** Traffic waits until the container through which the pod answers can do so. */
export const readinessProbe = defineNeed({
  id: 'readiness-probe',
  rule: 'missing-readiness-probe',
  messages: { met: 'has a readiness probe' },
  assess(pod, container) {
    if (unready(pod, container)) return REPORTED;
    const probe = container.probes.find(({ kind }) => kind === 'readinessProbe');
    return probe ? [{ state: 'met', span: probe.keySpan, message: { id: 'met', args: {} } }] : [];
  },
});
