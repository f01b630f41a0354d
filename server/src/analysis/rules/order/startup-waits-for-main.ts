import { openPortsOf } from '../../commands/open-ports.js';
import { isWhole } from '../../conditions/workload.js';
import { defineRule } from '../rule.js';

export const startupWaitsForMain = defineRule({
  id: 'startup-waits-for-main',
  meta: {
    title: 'Native sidecar whose startup waits for a container behind it',
    severity: 'error',
    since: '0.1.0',
    patterns: ['sidecar'],
    docs: `
      The entries of \`containers\` start when every native sidecar has started. A startup probe of a sidecar that asks a
      port which one of them opens never passes: each waits for the other. Ask the sidecar's own port, and use a
      readiness probe for what depends on the main container.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers',
    ],
    messages: {
      waits: "'{container}' has started only when port {port} answers, which '{other}' opens after it",
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
  - name: proxy
    image: registry.example/proxy:1.4
    restartPolicy: Always
    ports:
    - containerPort: 8443
    startupProbe:
      httpGet: {path: /ready, port: 8080}
#                                   ^^^^ startup-waits-for-main
  containers:
  - name: web
    image: registry.example/shop:1.4
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
  name: web
spec:
  initContainers:
  - name: proxy
    image: registry.example/proxy:1.4
    restartPolicy: Always
    ports:
    - containerPort: 8443
    startupProbe:
      tcpSocket: {port: 8443}
  containers:
  - name: web
    image: registry.example/shop:1.4
    ports:
    - containerPort: 8080
`,
        },
      ],
    },
  },

  fields: ['startupProbe'],
  *check(pod) {
    if (!isWhole(pod)) return;
    for (const container of pod.spec.containers) {
      if (container.lifecycle !== 'sidecar' || container.ports.length === 0) continue;
      const probe = container.probes.find(({ kind }) => kind === 'startupProbe');
      const port = probe?.handler?.port;
      if (!port || typeof port.value !== 'number' || probe?.handler?.host) continue;
      const opens = (each: typeof container) => openPortsOf(each).some((open) => open.port === port.value);
      const others = pod.spec.containers.filter((each) => each !== container && opens(each));
      const [other] = others;
      if (!other || opens(container) || others.some(({ lifecycle }) => lifecycle !== 'app')) continue;
      const args = { container: container.label, other: other.label, port: String(port.value) };
      yield { span: port.span, container, message: { id: 'waits', args } };
    }
  },
});
