import { entryOf, resolve } from '../../../syntax/access.js';
import { removeItem } from '../../../syntax/edit.js';
import { rejectionSeverity, runningContainers } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ContainerPort, ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

interface OwnedPort {
  readonly container: ContainerView;
  readonly port: ContainerPort;
}

export const duplicatePort = defineRule({
  id: 'duplicate-port',
  meta: {
    title: 'Same port twice in one Pod',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      The containers of a Pod share one network namespace, so only one of them can listen on a port. The second one
      fails to start, or its declaration is a copy that was not adapted. The API server accepts it with a warning, and
      rejects it where both take the same port of the node.

      Plain init containers have ended before the others start and do not count, and entries with different host ports
      or host addresses are left alone.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking',
      'https://kubernetes.io/blog/2015/06/the-distributed-system-toolkit-patterns/',
    ],
    messages: {
      across: "'{container}' and '{other}' both declare port {port}/{protocol}, and only one of them can listen on it",
      within: "'{container}' declares port {port}/{protocol} twice",
      other: 'Declared here first',
      remove: 'Remove the second declaration',
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
    ports:
    - containerPort: 8080
  - name: api
    image: registry.example/api:1.4
    ports:
    - containerPort: 8080
#                    ^^^^ duplicate-port
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
    ports:
    - containerPort: 8080
    - containerPort: 8080
#                    ^^^^ duplicate-port
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
    ports:
    - containerPort: 8080
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: dns
spec:
  containers:
  - name: dns
    image: registry.example/dns:1.4
    ports:
    - {containerPort: 53, protocol: UDP}
    - {containerPort: 53, protocol: TCP}
`,
        },
      ],
    },
  },

  *check(pod) {
    const seen = new Map<string, OwnedPort[]>();
    for (const container of runningContainers(pod.spec)) {
      for (const port of container.ports) {
        const key = `${port.port.value}/${port.protocol}`;
        const others = seen.get(key) ?? [];
        const other = others.find((each) => clashes(each.port, port));
        seen.set(key, [...others, { container, port }]);
        if (!other) continue;
        const within = other.container === container;
        const args = { container: container.label, other: other.container.label };
        yield {
          span: port.port.span,
          container,
          message: {
            id: within ? 'within' : 'across',
            args: { ...args, port: String(port.port.value), protocol: port.protocol },
          },
          severity: takesTheSameHostPort(pod, other, { container, port }) ? rejectionSeverity(pod) : 'warning',
          related: [{ span: other.port.port.span, message: { id: 'other', args: {} } }],
          ...(within && { fixes: () => removal(pod, container, port, other.port) }),
        };
      }
    }
  },
});

/** As the API server sees it: two different host ports, or one host port at two addresses, do not meet. */
function clashes(one: ContainerPort, other: ContainerPort): boolean {
  if (!one.hostPort || !other.hostPort) return true;
  if (one.hostPort.value !== other.hostPort.value) return false;
  return !one.hostIP || !other.hostIP || one.hostIP.value === other.hostIP.value;
}

/**
 * Two ports of the node, which the API server rejects; it does not look at native sidecars. On the node's network it
 * gives every port of a Pod a host port, but none of a pod template.
 */
function takesTheSameHostPort({ manifest, spec }: Pod, one: OwnedPort, other: OwnedPort): boolean {
  if ([one, other].some(({ container }) => container.lifecycle !== 'app')) return false;
  const implied = manifest.kind.value === 'Pod' && spec.hostNetwork?.value === true;
  const address = ({ port }: OwnedPort) => port.hostIP?.value ?? '';
  return [one, other].every(({ port }) => port.hostPort !== undefined || implied) && address(one) === address(other);
}

/** Offered where the second declaration says nothing that the first one does not. */
function removal(pod: Pod, { node }: ContainerView, second: ContainerPort, first: ContainerPort) {
  const list = entryOf(node, 'ports')?.value;
  if (list?.kind !== 'seq' || (second.name && second.name.value !== first.name?.value) || second.hostPort) return [];
  const index = list.items.findIndex((item) => resolve(item) === second.node);
  const message = { id: 'remove' as const, args: {} };
  return makeFix(pod, { message, applicability: 'safe' }, [removeItem(pod.manifest.document, list, index)]);
}
