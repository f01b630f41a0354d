import { stringOf } from '../../../syntax/access.js';
import { unlimitedMemory } from '../../contracts/unbounded.js';
import { addMemoryLimit, STARTING_MEMORY } from '../../edits/add-resources.js';
import { makeFix } from '../../edits/make-fix.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const missingMemoryLimit = defineRule({
  id: 'missing-memory-limit',
  meta: {
    title: 'Container with resources but without a memory limit',
    severity: 'information',
    since: '0.1.0',
    patterns: ['main', 'sidecar', 'ambassador', 'adapter'],
    docs: `
      Memory cannot be taken back: when a container without a limit leaks, its node runs short and the kernel ends
      something, which may be another container of the same Pod. With a limit it is the one that leaks.

      Only containers that set other resources are looked at, for there the limit was probably forgotten. It is a
      **warning** for a helper beside a main container whose memory is limited: the helper can take what that one is
      promised. A limit for CPU is a matter of taste and is not asked for.`,
    references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
    messages: {
      missing: "'{container}' has no memory limit: if it leaks, the node ends something else",
      unreserved:
        "'{container}' neither requests nor limits memory: it is evicted early, and if it leaks, the node ends something else",
      beside: "'{container}' has no memory limit: if it leaks, it can take the memory of '{main}'",
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
    for (const container of pod.spec.containers) {
      const reason = unlimitedMemory(pod, container);
      if (!reason) continue;
      const { place, resources, main, mainIsLimited } = reason;
      const request = resources.requests.get('memory');
      const quantity = request?.nanos === undefined ? STARTING_MEMORY : request.value;
      const args = { container: container.label };
      const isKept = request !== undefined || pod.spec.resources?.requests.has('memory') || isCritical(pod);
      yield {
        span: place,
        container,
        message: main
          ? { id: 'beside', args: { ...args, main: main.label } }
          : { id: isKept ? 'missing' : 'unreserved', args },
        severity: mainIsLimited ? 'warning' : 'information',
        fixes: () =>
          makeFix(pod, { message: { id: 'add', args: { quantity } } }, [addMemoryLimit(pod, container, quantity)]),
      };
    }
  },
});

/** Whether the kubelet never evicts it, whatever it has reserved. */
function isCritical({ staticPod, spec }: Pod): boolean {
  return staticPod || /^system-(?:node|cluster)-critical$/.test(stringOf(spec.node, 'priorityClassName')?.value ?? '');
}
