import { entryOf, mapOf, stringsOf } from '../../../syntax/access.js';
import { addItem, setIn } from '../../../syntax/edit.js';
import type { TextEdit } from '../../../syntax/span.js';
import { lacksNetworkRight, networkChangeOf } from '../../conditions/network-rights.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const iptablesWithoutNetAdmin = defineRule({
  id: 'iptables-without-net-admin',
  meta: {
    title: 'Init container that may not change the network as it tries to',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['init'],
    docs: `
      Rules of packet filters, routes and addresses belong to the network namespace of the Pod, and take the capability
      \`NET_ADMIN\` to change. Containers do not have it by default, root or not, so the command fails with
      "Operation not permitted" or "Permission denied", and the Pod never gets past its init container. Add the capability
      to this container alone.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-capabilities-for-a-container',
      'https://istio.io/latest/docs/ops/deployment/application-requirements/#pod-requirements',
    ],
    messages: {
      lacks: "'{container}' runs '{program}' without the capability NET_ADMIN, so it may not change the Pod's network",
      add: "Add the capability NET_ADMIN to '{container}'",
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
  initContainers:
  - name: redirect
#         ^^^^^^^^ iptables-without-net-admin
    image: registry.example/iptables:1.8
    command: [iptables, -t, nat, -A, PREROUTING, -p, tcp, --dport, "80", -j, REDIRECT, --to-ports, "8080"]
  containers:
  - name: web
    image: registry.example/web:1.4
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: redirect
    image: registry.example/iptables:1.8
    command: [iptables, -t, nat, -A, PREROUTING, -p, tcp, --dport, "80", -j, REDIRECT, --to-ports, "8080"]
    securityContext:
      capabilities:
        add:
        - NET_ADMIN
  containers:
  - name: web
    image: registry.example/web:1.4
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
  initContainers:
  - name: redirect
    image: registry.example/iptables:1.8
    command: [iptables, -t, nat, -A, PREROUTING, -p, tcp, --dport, "80", -j, REDIRECT, --to-ports, "8080"]
    securityContext:
      capabilities:
        add: [NET_ADMIN]
  containers:
  - name: web
    image: registry.example/web:1.4
`,
        },
      ],
    },
  },

  fields: ['initContainers'],
  *check(pod) {
    for (const container of pod.spec.containers) {
      if (container.lifecycle !== 'init' || !lacksNetworkRight(pod, container)) continue;
      yield {
        span: container.anchor,
        container,
        message: { id: 'lacks', args: { container: container.label, program: networkChangeOf(container) ?? '' } },
        fixes: () =>
          makeFix(pod, { message: { id: 'add', args: { container: container.label } } }, addRights(pod, container)),
      };
    }
  },
});

/** What drops all capabilities has dropped NET_RAW as well, which iptables uses and containers have otherwise. */
function addRights({ manifest: { document } }: Pod, { node }: ContainerView): readonly (TextEdit | undefined)[] {
  const capabilities = mapOf(mapOf(node, 'securityContext'), 'capabilities');
  const names = (key: string) => stringsOf(capabilities, key).map(({ value }) => value.replace(/^CAP_/, ''));
  const dropped = names('drop').some((name) => /^(?:ALL|NET_RAW)$/i.test(name));
  const wanted = dropped && !names('add').includes('NET_RAW') ? ['NET_ADMIN', 'NET_RAW'] : ['NET_ADMIN'];
  if (capabilities && entryOf(capabilities, 'add'))
    return wanted.map((name) => addItem(document, capabilities, 'add', name));
  const place = ['image', 'imagePullPolicy', 'command', 'args', 'env', 'envFrom', 'ports', 'resources'];
  return [setIn(document, node, ['securityContext', 'capabilities', 'add'], wanted, place)];
}
