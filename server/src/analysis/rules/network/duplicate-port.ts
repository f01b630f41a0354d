import { entryOf, resolve } from '../../../syntax/access.js';
import { removeItem } from '../../../syntax/edit.js';
import type { Located } from '../../../syntax/span.js';
import { claimsOf } from '../../conditions/host-ports.js';
import { type PortEntry, portEntries } from '../../conditions/port-entries.js';
import { lastingContainers } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

interface OwnedPort {
  readonly container: ContainerView;
  readonly port: PortEntry;
  readonly number: Located<number>;
}

export const duplicatePort = defineRule({
  id: 'duplicate-port',
  meta: {
    title: 'Same port twice in one Pod',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['main', 'sidecar'],
    docs: `
      The containers of a Pod share one network namespace, so only one of them can listen on a port. The second one
      fails to start, or its declaration is a copy that was not adapted. The API server accepts it with a warning.

      Entries with different host ports or host addresses are left alone; two that want the same port of the node are
      reported by \`host-port-conflict\`. That a plain init container has ended before the others start makes no
      difference to the API server.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking',
      'https://kubernetes.io/blog/2015/06/the-distributed-system-toolkit-patterns/',
    ],
    messages: {
      across: "'{container}' and '{other}' both declare port {port}/{protocol}, and only one of them can listen on it",
      before:
        "'{container}' and '{other}' both declare port {port}/{protocol}, of which the API server warns, though one has ended before the other starts",
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

  fields: ['ports'],
  *check(pod) {
    const seen = new Map<string, OwnedPort[]>();
    let claimed: ReadonlyMap<PortEntry, string> | undefined;
    for (const container of lastingContainers(pod.spec)) {
      for (const port of portEntries(container)) {
        const number = port.containerPort;
        if (!number) continue;
        const key = `${number.value}/${port.protocol}`;
        const others = seen.get(key) ?? [];
        const owned = { container, port, number };
        const other = others.find((each) => clashes(each.port, port));
        if (others.length === 0) seen.set(key, others);
        others.push(owned);
        if (!other) continue;
        claimed ??= new Map(claimsOf(pod).map((claim) => [claim.port, claim.key]));
        if (!isHostPortConflict(claimed, other, owned)) yield problem(pod, owned, other);
      }
    }
  },
});

type Ids = 'across' | 'before' | 'within' | 'other' | 'remove';

function problem(pod: Pod, { container, port, number }: OwnedPort, other: OwnedPort): Problem<Ids> {
  const within = other.container === container;
  const runsBefore = !within && [container, other.container].some(({ lifecycle }) => lifecycle === 'init');
  const args = {
    container: container.label,
    other: other.container.label,
    port: String(number.value),
    protocol: port.protocol,
  };
  return {
    span: number.span,
    container,
    message: { id: within ? 'within' : runsBefore ? 'before' : 'across', args },
    related: [{ span: other.number.span, message: { id: 'other', args: {} } }],
    ...(within && { fixes: () => removal(pod, container, port, other.port) }),
  };
}

/** As the API server sees it: two different host ports, or one host port at two addresses, do not meet. */
function clashes(one: PortEntry, other: PortEntry): boolean {
  if (!one.hostPort || !other.hostPort) return true;
  if (one.hostPort.value !== other.hostPort.value) return false;
  return !one.hostIP || !other.hostIP || one.hostIP.value === other.hostIP.value;
}

/** Two that want the same port of the node are another rule's. */
function isHostPortConflict(claimed: ReadonlyMap<PortEntry, string>, one: OwnedPort, other: OwnedPort): boolean {
  const key = claimed.get(one.port);
  return key !== undefined && key === claimed.get(other.port);
}

/** Offered where the second declaration says nothing that the first one does not. */
function removal(pod: Pod, { node }: ContainerView, second: PortEntry, first: PortEntry) {
  const list = entryOf(node, 'ports')?.value;
  if (list?.kind !== 'seq' || (second.name && second.name.value !== first.name?.value) || second.hostPort) return [];
  const index = list.items.findIndex((item) => resolve(item) === second.node);
  const message = { id: 'remove' as const, args: {} };
  return makeFix(pod, { message, applicability: 'safe' }, [removeItem(pod.manifest.document, list, index)]);
}
