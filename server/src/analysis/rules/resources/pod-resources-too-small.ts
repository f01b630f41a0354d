import { rejection } from '../../conditions/rejection.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import { exactAmount } from '../../facts/amounts.js';
import { containersTotal, type QuantityOf, requestOf } from '../../facts/pod-totals.js';
import type { Message } from '../../message.js';
import type { QuantityView, ResourcesView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix, type Problem } from '../rule.js';

export const podResourcesTooSmall = defineRule({
  id: 'pod-resources-too-small',
  meta: {
    title: 'Pod that gives less than its containers need',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Since 1.34 a Pod can give \`resources\` for all of its containers together (KEP-2837). They are the Pod's whole
      budget, so the API server rejects a request below what the containers request together, and a container's limit
      above that of the Pod.

      What the containers request together is the greater of two sums (KEP-753): all containers with all native
      sidecars, or an init container with the native sidecars that start before it. A request that is missing is filled
      from the limit as soon as a Pod is made.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/assign-pod-level-resources/',
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/2837-pod-level-resource-spec',
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers',
    ],
    kubernetes: { from: '1.34' },
    messages: {
      sum: 'The Pod requests {request} of {resource}, less than the {sum} that its containers request together',
      later:
        'The Pod requests {request} of {resource}, less than the {sum} that its containers will request together, where a missing request is filled from the limit; Pods of this template will be rejected',
      limit: "'{container}' limits {resource} to {limit}, above the limit of {podLimit} of the whole Pod",
      podLimit: "The Pod's limit",
      raise: "Raise the Pod's request to {sum}",
      raiseLimit: "Raise the Pod's limit to {limit}",
      lower: 'Lower the limit to {podLimit}',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    resources:
      requests:
        memory: 128Mi
  resources:
    requests:
      memory: 100Mi
#             ^^^^^ pod-resources-too-small
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    resources:
      requests:
        memory: 128Mi
  resources:
    requests:
      memory: 128Mi
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    resources:
      limits:
        memory: 128Mi
#               ^^^^^ pod-resources-too-small
  resources:
    limits:
      memory: 100Mi
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    resources:
      limits:
        memory: 100Mi
  resources:
    limits:
      memory: 100Mi
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    resources:
      requests:
        memory: 128Mi
      limits:
        memory: 256Mi
  resources:
    requests:
      memory: 128Mi
    limits:
      memory: 256Mi
`,
        },
      ],
    },
  },

  *check(pod) {
    const { resources } = pod.spec;
    if (!resources) return;
    yield* smallRequests(pod, resources);
    yield* largeLimits(pod, resources);
  },
});

type Ids = 'sum' | 'later' | 'limit' | 'podLimit' | 'raise' | 'raiseLimit' | 'lower';

/** What stands in the manifest, before the API server fills requests from limits. */
const writtenRequest: QuantityOf = ({ resources }, resource) => resources?.requests.get(resource);

/** Only for a Pod the API server fills requests before it validates; the Pods of a template are validated later. */
function* smallRequests(pod: Pod, budget: ResourcesView): Iterable<Problem<Ids>> {
  const isPod = pod.manifest.kind.value === 'Pod';
  for (const [resource, request] of budget.requests) {
    const needed = containersTotal(pod.spec, resource, requestOf)?.nanos ?? 0n;
    const written = containersTotal(pod.spec, resource, writtenRequest)?.nanos ?? 0n;
    if (request.nanos === undefined || request.nanos < 0n || needed <= request.nanos) continue;
    const now = isPod || written > request.nanos;
    const sum = exactAmount(resource, needed);
    const args = { resource, request: request.value, sum };
    yield {
      ...(now ? rejection(pod) : { severity: 'warning' }),
      span: request.span,
      message: { id: now ? 'sum' : 'later', args },
      fixes: () => change(pod, { id: 'raise', args }, request, sum),
    };
  }
}

function* largeLimits(pod: Pod, budget: ResourcesView): Iterable<Problem<Ids>> {
  for (const container of pod.spec.containers) {
    if (container.list !== 'containers') continue;
    for (const [resource, limit] of container.resources?.limits ?? []) {
      const podLimit = budget.limits.get(resource);
      if (limit.nanos === undefined || podLimit?.nanos === undefined || limit.nanos <= podLimit.nanos) continue;
      const args = { container: container.label, resource, limit: limit.value, podLimit: podLimit.value };
      yield {
        ...rejection(pod),
        span: limit.span,
        container,
        message: { id: 'limit', args },
        related: [{ span: podLimit.span, message: { id: 'podLimit', args: {} } }],
        fixes: () => [
          ...change(pod, { id: 'lower', args }, limit, podLimit.value),
          ...change(pod, { id: 'raiseLimit', args }, podLimit, limit.value),
        ],
      };
    }
  }
}

function change(pod: Pod, message: Message<Ids>, { span }: QuantityView, value: string): readonly Fix<Ids>[] {
  const text = /^(?:0|[1-9]\d*)$/.test(value) ? Number(value) : value;
  return makeFix(pod, { message, evenIfShared: true }, [replaceAt(pod.manifest.document, span, text)]);
}
