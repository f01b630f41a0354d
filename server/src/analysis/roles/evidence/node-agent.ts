import type { ContainerView } from '../../model/model.js';
import type { PodFacts } from '../pod-facts.js';
import { defineEvidence } from '../role.js';

const AGENT = /(?:^|[-_])agent$/;

export const nodeAgent = defineEvidence({
  id: 'node-agent',
  meta: {
    title: 'Agent of the node',
    why: `
A DaemonSet runs one pod per node in order to do something for the node. A log shipper or monitoring agent that looks at the
node's own files there is what the pod exists for, not a helper of its sibling.`,
    messages: { watches: 'looks at files of the node, one pod per node' },
    weights: { watches: { main: 4, sidecar: -1.5 } },
  },
  *collect(pod) {
    if (pod.manifest.kind.value !== 'DaemonSet' || pod.running.length < 2) return;
    const hostPaths = new Set(
      pod.spec.volumes.filter(({ source }) => source === 'hostPath').map(({ name }) => name.value),
    );
    for (const container of pod.apps) {
      if (!isAgent(pod, container)) continue;
      const mount = container.mounts.find(({ name }) => hostPaths.has(name.value));
      if (mount) yield { container, span: mount.name.span, message: { id: 'watches', args: {} } };
    }
  },
});

function isAgent(pod: PodFacts, container: ContainerView): boolean {
  const product = pod.productOf(container);
  if (product?.role === 'sidecar') return product.function === 'log-shipper' || product.function === 'other';
  return AGENT.test(container.name?.value ?? '');
}
