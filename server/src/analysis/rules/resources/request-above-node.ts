import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import { exactAmount } from '../../facts/amounts.js';
import { effectiveRequests, requestOf } from '../../facts/pod-totals.js';
import type { ContainerView, QuantityView } from '../../model/model.js';
import { NANOS_PER_UNIT, type Nanos } from '../../model/quantity.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix, type Problem } from '../rule.js';

export const requestAboveNode = defineRule({
  id: 'request-above-node',
  meta: {
    title: 'Request that no node can meet',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      The scheduler looks for a node that has free what the Pod requests: the sum of its containers, or what its init
      containers need where that is more. Where no node is as large, the Pod stays Pending for ever, and nothing but an
      event says why. How large the nodes are, a manifest does not tell: set \`nodeCapacity\` in the settings or in
      \`.pod-patterns.yaml\` to what the largest one can give to Pods, such as \`{cpu: 4, memory: 16Gi}\`.

      Where it is not set, only what no cloud rents in one machine is told, as information: more than 1920 cores or
      32 TiB. Mostly a unit is missing there: \`cpu: 2000\` are 2000 cores, \`cpu: 2000m\` are two.`,
    references: [
      'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#how-pods-with-resource-requests-are-scheduled',
    ],
    messages: {
      container:
        "'{container}' requests {amount} of {resource}, but the largest node has {capacity}, so this Pod stays Pending",
      pod: 'The containers request {amount} of {resource} together, but the largest node has {capacity}, so this Pod stays Pending',
      rented:
        "'{container}' requests {amount} of {resource}, more than any machine has that clouds rent, so this Pod stays Pending",
      thousandths: 'Request {thousandths}',
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
    resources: {requests: {memory: 3Gi}}
#                                  ^^^ request-above-node
  - name: cache
    image: redis:7.4
    resources: {requests: {memory: 1.5Gi}}
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
    resources: {requests: {cpu: 2000}}
#                               ^^^^ request-above-node
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
    resources: {requests: {cpu: 2000m}}
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
        {
          nodeCapacity: { cpu: '2400' },
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: simulation
spec:
  containers:
  - name: simulation
    image: registry.example/simulation:1
    resources:
      requests: {cpu: 2000}
`,
        },
      ],
    },
  },

  fields: ['resources', 'overhead'],
  *check(pod) {
    for (const [resource, { nanos }] of effectiveRequests(pod.spec)) {
      if (nanos <= 0n) continue;
      const largest = largestRequest(pod, resource);
      if (largest) yield problemAbout(pod, resource, nanos, largest);
    }
  },
});

/** The largest machines that clouds rent to anybody; see AWS u7inh-32tb.480xlarge and Google Cloud x4-megamem-1920. */
const RENTED: ReadonlyMap<string, Nanos> = new Map([
  ['cpu', 1920n * NANOS_PER_UNIT],
  ['memory', 32n * 2n ** 40n * NANOS_PER_UNIT],
]);
/** Many whole cores without a unit: thousandths of a core were meant, mostly. */
const WITHOUT_UNIT = /^[1-9]\d{2,}$/;

interface Request {
  readonly container: ContainerView;
  readonly quantity: QuantityView & { readonly nanos: Nanos };
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

function problemAbout(
  pod: Pod,
  resource: string,
  nanos: Nanos,
  { container, quantity }: Request,
): Problem<'container' | 'pod' | 'rented' | 'thousandths'> {
  const alone = quantity.nanos >= nanos;
  const args = { resource, amount: exactAmount(resource, nanos), container: container.label };
  const own = { ...args, amount: exactAmount(resource, quantity.nanos) };
  const most = RENTED.get(resource);
  const isBeyondAll = most !== undefined && quantity.nanos > most;
  return {
    span: quantity.span,
    container,
    message: { id: alone ? 'container' : 'pod', args },
    needs: {
      resource,
      nanos,
      ...(isBeyondAll && { unset: { message: { id: 'rented', args: own }, severity: 'information' } }),
    },
    fixes: () => (resource === 'cpu' ? asThousandths(pod, quantity) : []),
  };
}

function asThousandths(pod: Pod, { value, span }: QuantityView): readonly Fix<'thousandths'>[] {
  if (!WITHOUT_UNIT.test(value)) return [];
  const thousandths = `${value}m`;
  return makeFix(pod, { message: { id: 'thousandths', args: { thousandths } }, evenIfShared: true }, [
    replaceAt(pod.manifest.document, span, thousandths),
  ]);
}
