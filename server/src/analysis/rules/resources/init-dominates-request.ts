import { isWhole } from '../../conditions/workload.js';
import { exactAmount, SMALL_AMOUNTS } from '../../facts/amounts.js';
import { containersTotal, requestOf } from '../../facts/pod-totals.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const initDominatesRequest = defineRule({
  id: 'init-dominates-request',
  meta: {
    title: 'Init container that decides what the whole Pod reserves',
    severity: 'information',
    since: '0.1.0',
    patterns: ['init'],
    docs: `
      A Pod reserves, as long as it lives, the greater of two sums (KEP-753): all containers with all native sidecars, or
      an init container with the native sidecars that start before it. Here the init container's turn needs at least
      twice as much as everything that runs later. It lasts a moment, and the Pod keeps the room for good. Let the init
      container request less, or do its work elsewhere: in a Job, or when the image is built.

      Differences up to \`100m\` and \`128Mi\` are left out.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers',
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers',
    ],
    messages: {
      alone:
        "'{container}' requests {own} of {resource}, and all that runs later {running}: the Pod reserves max({own}, {running}) = {total} for good",
      beside:
        "'{container}' requests {own} of {resource} beside {before} of native sidecars, and all that runs later {running}: the Pod reserves max({before} + {own}, {running}) = {total} for good",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  initContainers:
  - name: assets
    image: registry.example/assets:1.4
    resources:
      requests:
        cpu: 100m
        memory: 2Gi
#               ^^^ init-dominates-request
  containers:
  - name: shop
    image: registry.example/shop:1.4
    resources:
      requests:
        cpu: 200m
        memory: 256Mi
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  initContainers:
  - name: assets
    image: registry.example/assets:1.4
    resources:
      requests:
        memory: 256Mi
  containers:
  - name: shop
    image: registry.example/shop:1.4
    resources:
      requests:
        memory: 256Mi
`,
        },
      ],
    },
  },

  fields: ['initContainers'],
  *check(pod) {
    if (pod.spec.resources || !isWhole(pod)) return;
    for (const resource of RESOURCES) yield* dominance(pod, resource);
  },
});

const RESOURCES = ['cpu', 'memory'] as const;
const FACTOR = 2n;

function* dominance({ spec }: Pod, resource: (typeof RESOURCES)[number]): Iterable<Problem<'alone' | 'beside'>> {
  const total = containersTotal(spec, resource, requestOf);
  const container = total?.settledBy;
  const own = container && requestOf(container, resource);
  if (!container || own?.nanos === undefined || total.unreadable.length > 0) return;
  if (total.silent.some(({ lifecycle }) => lifecycle !== 'init')) return;
  const running = spec.containers
    .filter(({ lifecycle }) => lifecycle === 'app' || lifecycle === 'sidecar')
    .reduce((sum, each) => sum + (requestOf(each, resource)?.nanos ?? 0n), 0n);
  if (running <= 0n || total.nanos < FACTOR * running || total.nanos - running <= SMALL_AMOUNTS[resource]) return;
  const before = total.nanos - own.nanos;
  const args = {
    container: container.label,
    resource,
    own: exactAmount(resource, own.nanos),
    before: exactAmount(resource, before),
    running: exactAmount(resource, running),
    total: exactAmount(resource, total.nanos),
  };
  yield { span: own.span, container, message: { id: before > 0n ? 'beside' : 'alone', args } };
}
