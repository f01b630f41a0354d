import { defineEvidence } from '../role.js';

export const probedAlone = defineEvidence({
  id: 'probed-alone',
  meta: {
    title: 'The only container with probes',
    why: `
People watch the health of what matters. Main containers have probes more than twice as often as helpers.`,
    messages: { probed: 'is the only container with a probe' },
    weights: { probed: { main: 0.5 } },
  },
  *collect(pod) {
    if (pod.apps.length < 2) return;
    const probed = pod.apps.filter(({ probes }) => probes.length > 0);
    const [container] = probed;
    const [probe] = container?.probes ?? [];
    if (!container || !probe || probed.length > 1) return;
    yield { container, span: probe.keySpan, message: { id: 'probed', args: {} } };
  },
});
