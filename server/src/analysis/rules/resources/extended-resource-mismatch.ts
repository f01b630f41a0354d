import { setIn } from '../../../syntax/edit.js';
import { mayExclude } from '../../conditions/branches.js';
import { isMisread } from '../../conditions/misread.js';
import { rejection } from '../../conditions/rejection.js';
import { givesOthers, isExtended, isOvercommittable } from '../../conditions/resource-names.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { ContainerView, QuantityView, ResourcesView } from '../../model/model.js';
import { NANOS_PER_UNIT } from '../../model/quantity.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix, type Problem } from '../rule.js';

export const extendedResourceMismatch = defineRule({
  id: 'extended-resource-mismatch',
  meta: {
    title: 'Request of a whole resource without an equal limit',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Extended resources, such as GPUs, and huge pages are given out whole and are never overcommitted: the request
      equals the limit. The API server rejects a request without a limit, a request that differs from it, and fractions
      of an extended resource. It is enough to give the limit.`,
    references: [
      'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources',
      'https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/',
    ],
    messages: {
      missing:
        "'{container}' requests {resource} without a limit; it cannot be overcommitted, so it needs an equal one",
      differs:
        "'{container}' requests {request} of {resource} and limits it to {limit}; both have to be equal, as it cannot be overcommitted",
      fraction: "'{container}' wants {amount} of {resource}, which is given out in whole pieces",
      limit: 'The limit',
      add: 'Add a limit of {request}',
      lower: 'Change the request to {limit}',
      raise: 'Change the limit to {request}',
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
        nvidia.com/gpu: 1
#       ^^^^^^^^^^^^^^ extended-resource-mismatch
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
        nvidia.com/gpu: 1
      limits:
        nvidia.com/gpu: 1
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
      requests:
        nvidia.com/gpu: 1
#                       ^ extended-resource-mismatch
      limits:
        nvidia.com/gpu: 2
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
        nvidia.com/gpu: 2
      limits:
        nvidia.com/gpu: 2
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
      limits:
        nvidia.com/gpu: 1
`,
        },
      ],
    },
  },

  *check(pod) {
    for (const container of pod.spec.containers) {
      const { resources } = container;
      if (!resources || !givesOthers(resources)) continue;
      yield* fractions(pod, container, resources);
      yield* mismatches(pod, container, resources);
    }
  },
});

type Ids = 'missing' | 'differs' | 'fraction' | 'limit' | 'add' | 'lower' | 'raise';

function* fractions(pod: Pod, container: ContainerView, resources: ResourcesView): Iterable<Problem<Ids>> {
  for (const [resource, { nanos, value, span }] of [...resources.requests, ...resources.limits]) {
    if (!isExtended(resource) || nanos === undefined || nanos % NANOS_PER_UNIT === 0n) continue;
    const args = { container: container.label, resource, amount: value };
    yield { ...rejection(pod), span, container, message: { id: 'fraction', args } };
  }
}

function* mismatches(pod: Pod, container: ContainerView, resources: ResourcesView): Iterable<Problem<Ids>> {
  for (const [resource, request] of resources.requests) {
    const limit = resources.limits.get(resource);
    if (isOvercommittable(resource) || request.nanos === undefined) continue;
    const args = { container: container.label, resource, request: request.value, limit: limit?.value ?? '' };
    const shared = { ...rejection(pod), span: request.span, container };
    if (!limit) {
      // Among what cannot be read, the limits may be.
      if (isWhole(pod) && !isMisread(pod.manifest, resources.node.span)) {
        yield {
          ...shared,
          span: request.keySpan,
          message: { id: 'missing', args },
          fixes: () => addition(pod, container, resource, request),
        };
      }
    } else if (isAnother(pod, request, limit)) {
      yield {
        ...shared,
        message: { id: 'differs', args },
        related: [{ span: limit.span, message: { id: 'limit', args: {} } }],
        fixes: () => [...change(pod, 'lower', args, request, limit), ...change(pod, 'raise', args, limit, request)],
      };
    }
  }
}

function isAnother({ manifest }: Pod, request: QuantityView, limit: QuantityView): boolean {
  if (limit.nanos === undefined || limit.nanos === request.nanos) return false;
  return !mayExclude(manifest.document, request.span, limit.span);
}

function addition(pod: Pod, { node }: ContainerView, resource: string, request: QuantityView): readonly Fix<Ids>[] {
  const message = { id: 'add' as const, args: { request: request.value } };
  return makeFix(pod, { message, applicability: 'safe' }, [
    setIn(pod.manifest.document, node, ['resources', 'limits', resource], dataOf(request)),
  ]);
}

function change(
  pod: Pod,
  id: 'lower' | 'raise',
  args: Readonly<Record<string, string>>,
  { span }: QuantityView,
  wanted: QuantityView,
): readonly Fix<Ids>[] {
  return makeFix(pod, { message: { id, args }, evenIfShared: true }, [
    replaceAt(pod.manifest.document, span, dataOf(wanted)),
  ]);
}

function dataOf({ value }: QuantityView): string | number {
  return /^(?:0|[1-9]\d*)$/.test(value) ? Number(value) : value;
}
