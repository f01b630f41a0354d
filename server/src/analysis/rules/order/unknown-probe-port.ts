import type { Located } from '../../../syntax/span.js';
import { isPortName } from '../../conditions/names.js';
import { nearestName } from '../../conditions/nearest-name.js';
import { portEntries } from '../../conditions/port-entries.js';
import { isWhole } from '../../conditions/workload.js';
import { changeText } from '../../edits/change-text.js';
import type { HandlerView } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import { defineRule } from '../rule.js';

export const unknownProbePort = defineRule({
  id: 'unknown-probe-port',
  meta: {
    title: 'Probe or hook that names a port its container does not declare',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      A port's name in a probe or a lifecycle hook is looked up among the ports of its own container. The API server does
      not check that it is there: the probe fails every time, so the container is restarted again and again or never
      gets traffic.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port',
    ],
    messages: {
      unknown: "'{container}' declares no port named '{port}', so this {field} always fails",
      change: "Change to '{nearest}'",
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
    - name: http
      containerPort: 80
    readinessProbe:
      httpGet:
        path: /
        port: htpp
#             ^^^^ unknown-probe-port
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
    - name: http
      containerPort: 80
    readinessProbe:
      httpGet:
        path: /
        port: http
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
    readinessProbe:
      httpGet:
        path: /
        port: 80
`,
        },
      ],
    },
  },

  fields: ['httpGet', 'tcpSocket', 'grpc'],
  *check(pod) {
    if (!isWhole(pod)) return;
    for (const container of pod.spec.containers) {
      const names = portEntries(container).flatMap(({ name }) => name?.value ?? []);
      if (names.some(isPlaceholder)) continue;
      for (const { kind, handler } of [...container.probes, ...container.hooks]) {
        const port = namedPort(handler);
        if (!port || names.includes(port.value)) continue;
        const nearest = nearestName(port.value, names) ?? (names.length === 1 ? names[0] : undefined);
        yield {
          span: port.span,
          container,
          message: { id: 'unknown', args: { container: container.label, port: port.value, field: kind } },
          fixes: () => changeText(pod, port, nearest, { id: 'change' }),
        };
      }
    }
  },
});

/** A port given by name; what cannot be one is rejected anyway. */
function namedPort(handler: HandlerView | undefined): Located<string> | undefined {
  const port = handler?.port;
  if (typeof port?.value !== 'string' || !isPortName(port.value) || isPlaceholder(port.value)) return undefined;
  return { value: port.value, span: port.span };
}
