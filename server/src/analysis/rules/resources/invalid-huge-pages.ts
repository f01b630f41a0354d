import { rejection } from '../../conditions/rejection.js';
import { givesOthers, isHugePages, pageSizeOf } from '../../conditions/resource-names.js';
import { isWhole } from '../../conditions/workload.js';
import type { ContainerView, ResourcesView } from '../../model/model.js';
import { NANOS_PER_UNIT, parseNanos } from '../../model/quantity.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidHugePages = defineRule({
  id: 'invalid-huge-pages',
  meta: {
    title: 'Huge pages that cannot be given out',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Huge pages are named after their size, \`hugepages-2Mi\`, and are given out in whole pages. They only come
      together with CPU or memory. The API server rejects anything else.`,
    references: ['https://kubernetes.io/docs/tasks/manage-hugepages/scheduling-hugepages/'],
    messages: {
      alone: "'{container}' wants huge pages without any CPU or memory",
      part: "{amount} of {resource} in '{container}' is no multiple of its page size",
      size: "{resource} in '{container}' names no size of a page",
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
      limits:
        hugepages-2Mi: 100Mi
#       ^^^^^^^^^^^^^ invalid-huge-pages
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
        hugepages-2Mi: 3Mi
#                      ^^^ invalid-huge-pages
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
        memory: 128Mi
        hugepages-2Mi: 100Mi
`,
        },
      ],
    },
  },

  *check(pod) {
    for (const container of pod.spec.containers)
      if (container.resources && givesOthers(container.resources)) yield* faultsOf(pod, container, container.resources);
  },
});

type Ids = 'alone' | 'part' | 'size';

function* faultsOf(pod: Pod, container: ContainerView, resources: ResourcesView): Iterable<Problem<Ids>> {
  const all = [...resources.requests, ...resources.limits];
  const pages = all.filter(([resource]) => isHugePages(resource));
  const [first] = pages;
  if (!first) return;
  const shared = { ...rejection(pod), container };
  for (const [resource, { nanos, span, keySpan, value: amount }] of pages) {
    const size = parseNanos(pageSizeOf(resource));
    const args = { container: container.label, resource, amount };
    if (size === undefined || size <= 0n || size % NANOS_PER_UNIT !== 0n) {
      yield { ...shared, span: keySpan, message: { id: 'size', args } };
    } else if (nanos !== undefined && nanos >= 0n && nanos % size !== 0n) {
      yield { ...shared, span, message: { id: 'part', args } };
    }
  }
  if (isWhole(pod) && !all.some(([resource]) => resource === 'cpu' || resource === 'memory')) {
    yield { ...shared, span: first[1].keySpan, message: { id: 'alone', args: { container: container.label } } };
  }
}
