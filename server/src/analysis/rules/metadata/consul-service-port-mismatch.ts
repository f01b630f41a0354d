import { applicationPorts, mayOpenPort } from '../../conditions/application-ports.js';
import { nearestName } from '../../conditions/nearest-name.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

const SERVICE_PORT = 'consul.hashicorp.com/connect-service-port';

export const consulServicePortMismatch = defineRule({
  id: 'consul-service-port-mismatch',
  meta: {
    title: 'Consul sends requests to a port that the application does not open',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['sidecar'],
    docs: `
      Consul registers the Pod with the port in \`consul.hashicorp.com/connect-service-port\`, and its proxy hands requests
      on to that port: the name of a port of an entry of \`containers\`, or a number. A name that none of them has makes the
      registration fail; at a number that nobody opens, connections are refused.

      Several services have several ports with commas between them. Numbers are compared only where the main container
      declares ports, and no container names the number in its command, its environment or a probe.`,
    references: ['https://developer.hashicorp.com/consul/docs/k8s/annotations-and-labels'],
    messages: {
      unnamed: "No container has a port named '{port}', so Consul cannot register this Pod",
      closed: 'Consul sends requests to port {port}, which no container opens; the application has {ports}',
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
    consul.hashicorp.com/connect-inject: "true"
    consul.hashicorp.com/connect-service-port: web
#                                              ^^^ consul-service-port-mismatch
spec:
  containers:
  - name: orders
    image: registry.example/orders:1.4
    ports:
    - name: http
      containerPort: 8080
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: orders
  annotations:
    consul.hashicorp.com/connect-inject: "true"
    consul.hashicorp.com/connect-service-port: http
spec:
  containers:
  - name: orders
    image: registry.example/orders:1.4
    ports:
    - name: http
      containerPort: 8080
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
    consul.hashicorp.com/connect-inject: "true"
    consul.hashicorp.com/connect-service-port: http
spec:
  containers:
  - name: orders
    image: registry.example/orders:1.4
    ports:
    - name: http
      containerPort: 8080
`,
        },
      ],
    },
  },

  fields: [SERVICE_PORT],
  *check(pod) {
    const annotation = pod.spec.annotations.get(SERVICE_PORT);
    if (!annotation || !isWhole(pod) || !pod.injected.some(({ injector }) => injector.id === 'consul')) return;
    const ports = annotation.value.split(',').map((port) => port.trim());
    const wrong = ports.find(
      (port) => port !== '' && !/^0x/i.test(port) && !isPlaceholder(port) && !isThere(pod, port),
    );
    if (wrong === undefined) return;
    const known = applicationPorts(pod);
    const id = /^\d+$/.test(wrong) ? 'closed' : 'unnamed';
    if (id === 'closed' && known.length === 0) return;
    const list = known.map(({ port }) => port.value).join(', ');
    const right = ports.length === 1 ? suggestion(pod, wrong) : undefined;
    yield {
      span: annotation.span,
      message: { id, args: { port: wrong, ports: list } },
      fixes: () =>
        right === undefined
          ? []
          : makeFix(pod, { message: { id: 'set', args: { port: right } } }, [
              replaceAt(pod.manifest.document, annotation.span, right),
            ]),
    };
  },
});

/** Consul looks for names in `containers` alone. */
function namesOfPorts({ spec }: Pod): readonly string[] {
  return spec.containers.flatMap(({ list, ports }) =>
    list === 'containers' ? ports.flatMap(({ name }) => name?.value ?? []) : [],
  );
}

function isThere(pod: Pod, port: string): boolean {
  return namesOfPorts(pod).includes(port) || (/^\d{1,5}$/.test(port) && mayOpenPort(pod, Number(port)));
}

/** The name that was probably meant, else the only port of the application. */
function suggestion(pod: Pod, wrong: string): string | undefined {
  const [first, second] = applicationPorts(pod);
  const only = first && !second ? (first.name?.value ?? String(first.port.value)) : undefined;
  return (/^\d+$/.test(wrong) ? undefined : nearestName(wrong, namesOfPorts(pod))) ?? only;
}
