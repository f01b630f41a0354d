import { entryOf } from '../../../syntax/access.js';
import type { Span } from '../../../syntax/span.js';
import { runningContainers } from '../../conditions/workload.js';
import { limitedMain, unlimitedMemory } from '../../contracts/unbounded.js';
import { addMemoryLimit, STARTING_MEMORY } from '../../edits/add-resources.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ResourcesView } from '../../model/model.js';
import { defineRule } from '../rule.js';

export const missingMemoryLimit = defineRule({
  id: 'missing-memory-limit',
  meta: {
    title: 'Container with resources but without a memory limit',
    severity: 'information',
    since: '0.1.0',
    docs: `
      Memory cannot be taken back: when a container without a limit leaks, its node runs short and the kernel ends
      something, which may be another container of the same Pod. With a limit it is the one that leaks.

      Only containers that set other resources are looked at, for there the limit was probably forgotten. It is a
      **warning** for a helper beside a main container whose memory is limited.`,
    references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
    messages: {
      missing: "'{container}' has no memory limit: if it leaks, the node ends something else",
      unbounded:
        "'{container}' has no memory limit beside '{other}', which has one: it can take the memory that '{other}' is promised",
      add: 'Add a memory limit of {quantity}',
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
#   ^^^^^^^^^ missing-memory-limit
      requests:
        cpu: 100m
        memory: 96Mi
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
        cpu: 100m
        memory: 96Mi
      limits:
        memory: 96Mi
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
        cpu: 100m
      limits:
        memory: 96Mi
`,
        },
      ],
    },
  },

  *check(pod) {
    for (const container of runningContainers(pod.spec)) {
      const resources = unlimitedMemory(pod, container);
      if (!resources) continue;
      const request = resources.requests.get('memory');
      const quantity = request?.nanos === undefined ? STARTING_MEMORY : request.value;
      const main = limitedMain(pod, container);
      yield {
        span: placeOf(resources),
        container,
        message: { id: main ? 'unbounded' : 'missing', args: { container: container.label, other: main?.label ?? '' } },
        ...(main && { severity: 'warning' }),
        fixes: () =>
          makeFix(pod, { message: { id: 'add', args: { quantity } } }, [addMemoryLimit(pod, container, quantity)]),
      };
    }
  },
});

/** The word under which the limit is missing. */
function placeOf({ node, keySpan }: ResourcesView): Span {
  return entryOf(node, 'limits')?.pair.keySpan ?? keySpan;
}
