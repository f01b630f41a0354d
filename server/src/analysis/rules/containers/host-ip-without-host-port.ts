import { entryOf, nodeOf } from '../../../syntax/access.js';
import { isAbsent } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { type PortEntry, portEntries } from '../../conditions/port-entries.js';
import { isWhole, lastingContainers } from '../../conditions/workload.js';
import { removeField } from '../../edits/remove-field.js';
import { isPlaceholder } from '../../model/placeholder.js';
import { defineRule } from '../rule.js';

export const hostIpWithoutHostPort = defineRule({
  id: 'host-ip-without-host-port',
  meta: {
    title: 'Address of the node without a port of the node',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      \`hostIP\` says at which address of the node the \`hostPort\` is opened. Without a \`hostPort\` nothing is opened
      at all, and the API server warns. It does not make the container listen on that address.

      Remove it, or add the \`hostPort\` that it belongs to.`,
    references: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports'],
    messages: {
      alone: "'{container}' gives a hostIP for port {port} without a hostPort, so it has no effect",
      remove: 'Remove hostIP',
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
    - containerPort: 80
      hostIP: 127.0.0.1
#     ^^^^^^ host-ip-without-host-port
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
    - containerPort: 80
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
    ports:
    - containerPort: 80
      hostPort: 80
      hostIP: 127.0.0.1
`,
        },
      ],
    },
  },

  fields: ['hostIP'],
  *check(pod) {
    if (!isWhole(pod)) return;
    const isPodOnNode = pod.manifest.kind.value === 'Pod' && pod.spec.hostNetwork?.value === true;
    for (const container of lastingContainers(pod.spec)) {
      for (const port of portEntries(container)) {
        const { hostIP, containerPort, node } = port;
        if (!hostIP || isPlaceholder(hostIP.value) || !lacksHostPort(port)) continue;
        // On the node's network the API server fills it in.
        if ((isPodOnNode && containerPort) || isMisread(pod.manifest, node.span)) continue;
        yield {
          span: entryOf(node, 'hostIP')?.pair.keySpan ?? hostIP.span,
          container,
          message: { id: 'alone', args: { container: container.label, port: String(containerPort?.value ?? '') } },
          fixes: () => removeField(pod, port.node, 'hostIP', { id: 'remove', applicability: 'safe' }),
        };
      }
    }
  },
});

function lacksHostPort({ node }: PortEntry): boolean {
  const given = nodeOf(node, 'hostPort');
  return isAbsent(node, 'hostPort') || (given?.kind === 'scalar' && given.value === 0);
}
