import { type PortEntry, portEntries } from '../../conditions/port-entries.js';
import { rejection } from '../../conditions/rejection.js';
import { makeFix } from '../../edits/make-fix.js';
import { removeField } from '../../edits/remove-field.js';
import { replaceAt } from '../../edits/scalar.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix } from '../rule.js';

export const hostPortDiffers = defineRule({
  id: 'host-port-differs',
  meta: {
    title: "Host port other than the container port on the node's network",
    severity: 'error',
    since: '0.1.0',
    docs: `
      With \`hostNetwork: true\` a container listens on the node itself, so nothing maps one port to another. The API
      server rejects a \`hostPort\` that differs from its \`containerPort\` there; it may be left out.`,
    references: [
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports',
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec',
    ],
    messages: {
      differs: "'{container}' is on the node's network, where port {port} cannot become host port {hostPort}",
      change: 'Change to {port}',
      remove: 'Remove hostPort',
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
  hostNetwork: true
  containers:
  - name: web
    image: nginx:1.27
    ports:
    - containerPort: 80
      hostPort: 8080
#               ^^^^ host-port-differs
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true
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
  hostNetwork: true
  containers:
  - name: web
    image: nginx:1.27
    ports:
    - containerPort: 80
      hostPort: 80
`,
        },
      ],
    },
  },

  fields: ['hostPort'],
  *check(pod) {
    if (pod.spec.hostNetwork?.value !== true) return;
    for (const container of pod.spec.containers) {
      if (container.list !== 'containers') continue;
      for (const port of portEntries(container)) {
        const { hostPort, containerPort } = port;
        if (!hostPort || !containerPort || hostPort.value === containerPort.value) continue;
        const args = {
          container: container.label,
          port: String(containerPort.value),
          hostPort: String(hostPort.value),
        };
        yield {
          ...rejection(pod),
          span: hostPort.span,
          container,
          message: { id: 'differs', args },
          fixes: () => repairs(pod, port),
        };
      }
    }
  },
});

function repairs(pod: Pod, { node, hostPort, containerPort }: PortEntry): readonly Fix<'change' | 'remove'>[] {
  const port = containerPort?.value;
  if (!hostPort || port === undefined) return [];
  return [
    ...removeField(pod, node, 'hostPort', { id: 'remove' }),
    ...makeFix(pod, { message: { id: 'change', args: { port: String(port) } } }, [
      replaceAt(pod.manifest.document, hostPort.span, port),
    ]),
  ];
}
