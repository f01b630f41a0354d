import { openPortsOf } from '../../commands/open-ports.js';
import { applicationPorts } from '../../conditions/application-ports.js';
import { targetNumber } from '../../conditions/service-targets.js';
import { isWhole, runningContainers } from '../../conditions/workload.js';
import type { ContainerPort, ContainerView, ServiceView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

/** Services that are there for metrics; that for the clients may stand elsewhere. */
const FOR_METRICS = /metric|export|monitor|prom|scrape|stats/i;

export const serviceTargetsHelperOnly = defineRule({
  id: 'service-targets-helper-only',
  meta: {
    title: 'Service that leads to the metrics of a Pod and not to its main container',
    severity: 'hint',
    since: '0.1.0',
    patterns: ['adapter', 'main'],
    docs: `
      The main container declares a port for its clients, and an adapter beside it one for metrics. The Services of the
      Pod target the adapter alone, so no client gets to the main container by them: mostly the first port was forgotten
      when that of the adapter was added. Give the Service a port for the main container as well.

      Services whose names, labels or annotations speak of metrics are there for these, and are left alone.`,
    references: [
      'https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services',
      'https://kubernetes.io/blog/2015/06/the-distributed-system-toolkit-patterns/',
    ],
    messages: {
      unreached: "'{main}' serves port {port}, but Service '{service}' leads to '{container}' alone",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Service
metadata:
  name: cache
spec:
  selector: {app: cache}
  ports:
  - port: 9121
---
apiVersion: v1
kind: Pod
metadata:
  name: cache
  labels: {app: cache}
spec:
  containers:
  - name: redis
    image: redis:7.4
    ports:
    - containerPort: 6379
#                    ^^^^ service-targets-helper-only
  - name: exporter
    image: oliver006/redis_exporter:v1.66.0
    ports:
    - containerPort: 9121
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Service
metadata:
  name: cache
spec:
  selector: {app: cache}
  ports:
  - name: redis
    port: 6379
  - name: metrics
    port: 9121
---
apiVersion: v1
kind: Pod
metadata:
  name: cache
  labels: {app: cache}
spec:
  containers:
  - name: redis
    image: redis:7.4
    ports:
    - containerPort: 6379
    readinessProbe:
      tcpSocket: {port: 6379}
  - name: exporter
    image: oliver006/redis_exporter:v1.66.0
    ports:
    - containerPort: 9121
`,
        },
      ],
    },
  },

  fields: ['ports'],
  *check(pod) {
    if (pod.services.length === 0 || !isWhole(pod) || pod.services.some(isForMetrics)) return;
    const adapter = onlyTarget(pod);
    const main = adapter && surelyMain(pod);
    const port = main && servedPort(pod, main);
    if (!adapter || !main || !port) return;
    const service = pod.services[0]?.manifest.name?.value ?? '';
    const args = { main: main.label, port: String(port.port.value), service, container: adapter.label };
    yield { span: port.port.span, container: main, message: { id: 'unreached', args } };
  },
});

function isForMetrics({ manifest, ports }: ServiceView): boolean {
  const marks = [...manifest.labels, ...manifest.annotations].flatMap(([key, { value }]) => [key, value]);
  // A Service without ports leads nowhere, and says nothing of what it is for.
  return ports.length === 0 || [manifest.name?.value ?? '', ...marks].some((text) => FOR_METRICS.test(text));
}

/** The exporter that every port of every Service leads to; undefined where one leads elsewhere, or nobody knows where. */
function onlyTarget(pod: Pod): ContainerView | undefined {
  const targets = pod.services.flatMap(({ ports }) => ports.map((port) => targetNumber(pod.spec, port)));
  const running = runningContainers(pod.spec);
  const [adapter, second] = running.filter((each) => {
    const { function: purpose, certainty } = pod.verdictOf(each);
    return purpose === 'metrics-exporter' && certainty === 'high';
  });
  if (!adapter || second) return undefined;
  const others = new Set(running.filter((each) => each !== adapter).flatMap(({ ports }) => ports.map(numberOf)));
  const own = openPortsOf(adapter).flatMap(({ port }) => (others.has(port) ? [] : [port]));
  return targets.every((target) => target !== undefined && own.includes(target)) ? adapter : undefined;
}

function numberOf({ port }: ContainerPort): number {
  return port.value;
}

function surelyMain(pod: Pod): ContainerView | undefined {
  const [main, second] = runningContainers(pod.spec).filter((each) => pod.verdictOf(each).role === 'main');
  return main && !second && pod.verdictOf(main).certainty === 'high' ? main : undefined;
}

function servedPort(pod: Pod, main: ContainerView): ContainerPort | undefined {
  return applicationPorts(pod).find((port) => main.ports.includes(port) && port.hostPort === undefined);
}
