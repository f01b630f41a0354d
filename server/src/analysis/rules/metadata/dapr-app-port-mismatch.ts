import { applicationPorts, mayOpenPort } from '../../conditions/application-ports.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import { defineRule } from '../rule.js';

const APP_PORT = 'dapr.io/app-port';
/** Where the application is not on localhost. */
const ADDRESS = 'dapr.io/app-channel-address';

export const daprAppPortMismatch = defineRule({
  id: 'dapr-app-port-mismatch',
  meta: {
    title: 'Dapr calls a port that the application does not open',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['sidecar'],
    docs: `
      Dapr's sidecar delivers invocations, events and bindings to the port in \`dapr.io/app-port\`. It waits until the
      application listens there, so with another number the sidecar never becomes ready, and nothing arrives.

      Set the annotation to the port of the main container. Nothing is reported where that declares no port, or where any
      container names the one of the annotation in its command, its environment or a probe.`,
    references: ['https://docs.dapr.io/reference/arguments-annotations-overview/'],
    messages: {
      closed: "Dapr calls the application on port {port}, which no container opens; '{container}' has {ports}",
      set: 'Set to {port}',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: orders
  annotations:
    dapr.io/enabled: "true"
    dapr.io/app-id: orders
    dapr.io/app-port: "3000"
#                     ^^^^^^ dapr-app-port-mismatch
spec:
  containers:
  - name: orders
    image: registry.example/orders:1.4
    ports:
    - containerPort: 8080
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: orders
  annotations:
    dapr.io/enabled: "true"
    dapr.io/app-id: orders
    dapr.io/app-port: "8080"
spec:
  containers:
  - name: orders
    image: registry.example/orders:1.4
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
  name: orders
  annotations:
    dapr.io/enabled: "true"
    dapr.io/app-id: orders
    dapr.io/app-port: "8080"
spec:
  containers:
  - name: orders
    image: registry.example/orders:1.4
    ports:
    - containerPort: 8080
`,
        },
      ],
    },
  },

  fields: [APP_PORT],
  *check(pod) {
    const annotation = pod.spec.annotations.get(APP_PORT);
    if (!annotation || pod.spec.annotations.has(ADDRESS) || !isWhole(pod)) return;
    if (!pod.injected.some(({ injector }) => injector.id === 'dapr') || !/^[1-9]\d{0,4}$/.test(annotation.value))
      return;
    const ports = applicationPorts(pod);
    const [first, second] = ports;
    if (!first || mayOpenPort(pod, Number(annotation.value))) return;
    const container = pod.spec.containers.find((each) => each.ports.includes(first));
    yield {
      span: annotation.span,
      message: {
        id: 'closed',
        args: {
          port: annotation.value,
          container: container?.label ?? '',
          ports: ports.map(({ port }) => port.value).join(', '),
        },
      },
      fixes: () =>
        second
          ? []
          : makeFix(pod, { message: { id: 'set', args: { port: String(first.port.value) } } }, [
              replaceAt(pod.manifest.document, annotation.span, String(first.port.value)),
            ]),
    };
  },
});
