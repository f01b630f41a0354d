import { runningContainers } from '../../conditions/workload.js';
import type { InjectedContainer } from '../../injection/injector.js';
import type { ContainerPort } from '../../model/model.js';
import { defineRule } from '../rule.js';

/** Ports that are declared on purpose, so that a monitor finds those of the injected container by their name. */
const NAMED_AFTER_PROXY = /envoy|istio|linkerd|mesh|proxy|dapr|consul|kuma|vault/i;

export const injectedPortConflict = defineRule({
  id: 'injected-port-conflict',
  meta: {
    title: 'Port that an injected container takes',
    severity: 'error',
    since: '0.1.0',
    patterns: ['sidecar'],
    docs: `
      An injected proxy joins the Pod's network namespace and listens on ports of its own. A container that wants one of
      them does not start, or the proxy does not, although no two containers of the manifest clash.

      Let the container listen elsewhere, or move the port of the injected one where the product has an annotation for
      that. Only what the Pod's own labels and annotations ask for is counted; injection by namespace is not visible
      here. A port whose name says that it is the proxy's is left alone, and so are init containers.`,
    references: [
      'https://istio.io/latest/docs/ops/deployment/application-requirements/',
      'https://linkerd.io/2/reference/proxy-configuration/',
      'https://docs.dapr.io/reference/arguments-annotations-overview/',
    ],
    messages: {
      taken: "'{container}' declares port {port}, which '{injected}' takes once {product} has injected it",
      trigger: 'The injection is asked for here',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    sidecar.istio.io/inject: "true"
spec:
  containers:
  - name: web
    image: registry.example/web:1.4
    ports:
    - containerPort: 15020
#                    ^^^^^ injected-port-conflict
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    dapr.io/enabled: "true"
spec:
  containers:
  - name: web
    image: registry.example/web:1.4
    ports:
    - containerPort: 9090
#                    ^^^^ injected-port-conflict
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
  annotations:
    dapr.io/enabled: "true"
    dapr.io/metrics-port: "9190"
spec:
  containers:
  - name: web
    image: registry.example/web:1.4
    ports:
    - containerPort: 9090
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    sidecar.istio.io/inject: "true"
spec:
  containers:
  - name: web
    image: registry.example/web:1.4
    ports:
    - name: http-envoy-prom
      containerPort: 15090
`,
        },
      ],
    },
  },

  fields: ['ports'],
  *check(pod) {
    if (pod.injected.length === 0) return;
    for (const container of runningContainers(pod.spec)) {
      for (const port of container.ports) {
        const taker = pod.injected.find((each) => takes(each, port));
        if (!taker) continue;
        const { name: injected, injector, purpose, trigger } = taker;
        yield {
          span: port.port.span,
          container,
          message: {
            id: 'taken',
            args: { container: container.label, port: String(port.port.value), injected, product: injector.product },
          },
          // What redirects the traffic cannot do without its ports; others are moved more easily.
          severity: purpose === 'mesh-proxy' ? 'error' : 'warning',
          related: [{ span: trigger.keySpan, message: { id: 'trigger', args: {} } }],
        };
      }
    }
  },
});

function takes({ ports }: InjectedContainer, { port, name, protocol }: ContainerPort): boolean {
  return protocol === 'TCP' && ports.includes(port.value) && !NAMED_AFTER_PROXY.test(name?.value ?? '');
}
