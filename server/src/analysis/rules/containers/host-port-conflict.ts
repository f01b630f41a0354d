import type { Span } from '../../../syntax/span.js';
import { repeated } from '../../conditions/given.js';
import { claimsOf, type HostPortClaim } from '../../conditions/host-ports.js';
import { rejection } from '../../conditions/rejection.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const hostPortConflict = defineRule({
  id: 'host-port-conflict',
  meta: {
    title: 'Two containers that take one port of the node',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A port of the node belongs to one container. The API server rejects a Pod in which the same \`hostPort\` is given
      twice with the same protocol and \`hostIP\`, whatever the container ports are.

      With \`hostNetwork: true\` every container port of a Pod becomes a host port of the same number. In the template
      of a workload that happens only when the Pods are made: the workload is accepted and its Pods are rejected, which
      is reported as a **warning**. Init containers are looked at one by one, as they run one by one.`,
    references: [
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports',
      'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    ],
    messages: {
      taken: "'{container}' takes port {port}/{protocol} of the node, which '{other}' has already",
      twice: "'{container}' takes port {port}/{protocol} of the node twice",
      later:
        "'{container}' takes port {port}/{protocol} of the node, which '{other}' has already: the workload is accepted, and its Pods are rejected",
      first: 'The first one',
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
      hostPort: 8080
  - name: api
    image: registry.example/api:1.4
    ports:
    - containerPort: 9000
      hostPort: 8080
#               ^^^^ host-port-conflict
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
    - {containerPort: 53, hostPort: 53, protocol: UDP}
    - {containerPort: 53, hostPort: 53, protocol: TCP}
`,
        },
      ],
    },
  },

  fields: ['hostPort', 'hostNetwork'],
  *check(pod) {
    const claims = claimsOf(pod);
    for (const { item, first } of repeated(claims, ({ key }) => key)) yield problem(pod, item, first);
  },
});

type Ids = 'taken' | 'twice' | 'later' | 'first';

function problem(pod: Pod, claim: HostPortClaim, first: HostPortClaim): Problem<Ids> {
  const { container, port } = claim;
  const later = claim.isMadeLater || first.isMadeLater;
  const within = first.container === container;
  const args = {
    container: container.label,
    other: first.container.label,
    port: String(claim.hostPort),
    protocol: port.protocol,
  };
  return {
    ...(later ? { severity: 'warning' as const } : rejection(pod)),
    span: spanOf(claim),
    container,
    message: { id: later ? 'later' : within ? 'twice' : 'taken', args },
    related: [{ span: spanOf(first), message: { id: 'first', args: {} } }],
  };
}

function spanOf({ port: { hostPort, containerPort, node } }: HostPortClaim): Span {
  return hostPort?.span ?? containerPort?.span ?? node.span;
}
