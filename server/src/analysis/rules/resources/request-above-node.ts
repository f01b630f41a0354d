import { exactAmount } from '../../facts/amounts.js';
import { podTotals, requestOf } from '../../facts/pod-totals.js';
import type { ContainerView, QuantityView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const requestAboveNode = defineRule({
  id: 'request-above-node',
  meta: {
    title: 'Request that no node can meet',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      The scheduler looks for a node that has free what the Pod requests: the sum of its containers, or what its init
      containers need where that is more. Where no node is as large, the Pod stays Pending for ever, and nothing but an
      event says why. How large the nodes are, a manifest does not tell: this is found only where \`nodeCapacity\` in the
      settings or in \`.pod-patterns.yaml\` says what the largest one can give to Pods, such as
      \`{cpu: 4, memory: 16Gi}\`.`,
    references: [
      'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#how-pods-with-resource-requests-are-scheduled',
    ],
    messages: {
      container:
        "'{container}' requests {amount} of {resource}, but the largest node has {capacity}, so this Pod stays Pending",
      pod: 'The containers request {amount} of {resource} together, but the largest node has {capacity}, so this Pod stays Pending',
    },
    examples: {
      bad: [
        {
          nodeCapacity: { cpu: '2' },
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
        cpu: 4
#            ^ request-above-node
        memory: 250Mi
`,
        },
        {
          nodeCapacity: { cpu: '2', memory: '4Gi' },
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
  - name: shop
    image: registry.example/shop:1
    resources:
      requests:
        memory: 3Gi
#               ^^^ request-above-node
  - name: cache
    image: redis:7.4
    resources:
      requests:
        memory: 1.5Gi
`,
        },
      ],
      good: [
        {
          nodeCapacity: { cpu: '4', memory: '16Gi' },
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
      requests: {cpu: 4, memory: 16Gi}
`,
        },
      ],
    },
  },

  *check(pod) {
    for (const [resource, { nanos }] of podTotals(pod.spec).requests) {
      if (nanos <= 0n) continue;
      const largest = largestRequest(pod, resource);
      if (largest) yield problemAbout(resource, nanos, largest);
    }
  },
});

interface Request {
  readonly container: ContainerView;
  readonly quantity: QuantityView & { readonly nanos: bigint };
}

/** Where the most is requested: that is where to look. */
function largestRequest({ spec }: Pod, resource: string): Request | undefined {
  let largest: Request | undefined;
  for (const container of spec.containers) {
    const quantity = requestOf(container, resource);
    if (quantity?.nanos === undefined || quantity.nanos <= (largest?.quantity.nanos ?? 0n)) continue;
    largest = { container, quantity: { ...quantity, nanos: quantity.nanos } };
  }
  return largest;
}

function problemAbout(resource: string, nanos: bigint, { container, quantity }: Request): Problem<'container' | 'pod'> {
  const alone = quantity.nanos >= nanos;
  const amount = exactAmount(resource, nanos);
  return {
    span: quantity.span,
    container,
    message: alone
      ? { id: 'container', args: { resource, amount, container: container.label } }
      : { id: 'pod', args: { resource, amount } },
    needs: { resource, nanos },
  };
}
