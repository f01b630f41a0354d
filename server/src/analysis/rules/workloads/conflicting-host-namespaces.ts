import { booleanOf } from '../../../syntax/access.js';
import { mayExclude } from '../../conditions/branches.js';
import { keySpanOf } from '../../conditions/given.js';
import { rejection } from '../../conditions/rejection.js';
import { removeField } from '../../edits/remove-field.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix } from '../rule.js';

export const conflictingHostNamespaces = defineRule({
  id: 'conflicting-host-namespaces',
  meta: {
    title: 'Namespaces that exclude each other',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A Pod shares one process namespace among its containers (\`shareProcessNamespace\`) or uses that of the node
      (\`hostPID\`), not both. A Pod with users of its own (\`hostUsers: false\`) cannot use the node's network,
      processes or IPC, nor raw block devices. The API server rejects these combinations.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/',
      'https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/#limitations',
    ],
    messages: {
      processes: 'A Pod cannot have both shareProcessNamespace and hostPID',
      users: 'A Pod with hostUsers: false cannot have {field}: true',
      devices: "A Pod with hostUsers: false cannot have raw block devices, which '{container}' has",
      other: 'The other setting',
      remove: 'Remove {field}',
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
  hostPID: true
  shareProcessNamespace: true
#                        ^^^^ conflicting-host-namespaces
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
  hostPID: true
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
  hostNetwork: true
#              ^^^^ conflicting-host-namespaces
  hostUsers: false
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
  hostUsers: false
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
  shareProcessNamespace: true
`,
        },
      ],
    },
  },

  fields: ['shareProcessNamespace', 'hostUsers'],
  *check(pod) {
    const { node, shareProcessNamespace, hostPID, containers } = pod.spec;
    const { document } = pod.manifest;
    if (
      shareProcessNamespace?.value &&
      hostPID?.value &&
      !mayExclude(document, hostPID.span, shareProcessNamespace.span)
    ) {
      yield {
        ...rejection(pod),
        span: shareProcessNamespace.span,
        message: { id: 'processes', args: {} },
        related: [{ span: hostPID.span, message: { id: 'other', args: {} } }],
        fixes: () => removal(pod, 'shareProcessNamespace', 'hostPID'),
      };
    }
    const hostUsers = booleanOf(node, 'hostUsers');
    if (hostUsers?.value !== false) return;
    for (const field of HOST_FIELDS) {
      const host = booleanOf(node, field);
      if (!host?.value || mayExclude(document, host.span, hostUsers.span)) continue;
      yield {
        ...rejection(pod),
        span: host.span,
        message: { id: 'users', args: { field } },
        related: [{ span: hostUsers.span, message: { id: 'other', args: {} } }],
        fixes: () => removal(pod, field, 'hostUsers'),
      };
    }
    for (const container of containers) {
      if (container.devices.length === 0) continue;
      yield {
        ...rejection(pod),
        span: keySpanOf(container.node, 'volumeDevices', container.anchor),
        container,
        message: { id: 'devices', args: { container: container.label } },
        related: [{ span: hostUsers.span, message: { id: 'other', args: {} } }],
      };
    }
  },
});

type Ids = 'processes' | 'users' | 'devices' | 'other' | 'remove';

const HOST_FIELDS = ['hostNetwork', 'hostPID', 'hostIPC'] as const;

function removal(pod: Pod, ...fields: readonly string[]): readonly Fix<Ids>[] {
  return fields.flatMap((field) => removeField(pod, pod.spec.node, field, { id: 'remove' }));
}
