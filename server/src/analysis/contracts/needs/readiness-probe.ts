import { defineNeed, met, missing } from '../need.js';
import { unready } from '../unready.js';

export const readinessProbe = defineNeed({
  id: 'readiness-probe',
  title: 'A readiness probe',
  why: 'Without one a container counts as ready as soon as its process runs, and gets requests before it can answer. Where requests come through a helper, the helper needs one as well.',
  rule: 'missing-readiness-probe',
  messages: {
    met: 'has a readiness probe',
    missing: 'a readiness probe: it counts as ready before it can answer',
    served: 'a readiness probe: the Service {service} sends it traffic before it can answer',
  },
  assess(pod, container) {
    const reason = unready(pod, container);
    if (reason) {
      const { service } = reason;
      const { anchor } = container;
      return [service === undefined ? missing('missing', {}, anchor) : missing('served', { service }, anchor)];
    }
    const probe = container.probes.find(({ kind }) => kind === 'readinessProbe');
    return probe ? [met('met', {}, probe.keySpan)] : [];
  },
});
