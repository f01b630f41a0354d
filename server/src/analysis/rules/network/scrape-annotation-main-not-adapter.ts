import { productOf } from '../../catalogue/catalogue.js';
import { openPortsOf } from '../../commands/open-ports.js';
import { scrapedPort } from '../../conditions/scraped-port.js';
import { runningContainers } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

/** Products whose own port speaks another protocol than Prometheus asks for, which is why they have exporters. */
const WITHOUT_METRICS: ReadonlySet<string> = new Set([
  ...['redis', 'redis-cluster', 'valkey', 'keydb', 'memcached', 'rabbitmq', 'kafka', 'elasticsearch', 'solr'],
  ...['postgres', 'postgresql', 'postgresql-repmgr', 'mysql', 'mariadb', 'mariadb-galera', 'mongo', 'mongodb'],
  ...['percona-server', 'percona-xtradb-cluster', 'percona-server-mongodb', 'mongodb-sharded'],
  ...['nginx', 'nginx-unprivileged', 'httpd', 'apache', 'php'],
]);

export const scrapeAnnotationMainNotAdapter = defineRule({
  id: 'scrape-annotation-main-not-adapter',
  meta: {
    title: 'Scrape annotation with the port of main instead of its adapter',
    severity: 'hint',
    since: '0.1.0',
    patterns: ['adapter', 'main'],
    docs: `
      An adapter shows the metrics of the main container in the form that Prometheus reads. The annotation
      \`prometheus.io/port\` names the port on which the main container serves its clients, which answers no such request.
      Name the port of the adapter. Only main containers of products are looked at that serve no metrics on their port.`,
    references: [
      'https://github.com/prometheus-community/helm-charts/tree/main/charts/prometheus#scraping-pod-metrics-via-annotations',
      'https://prometheus.io/docs/instrumenting/exporters/',
    ],
    messages: {
      business: "'{main}' serves no metrics on port {port}, which is scraped, and '{container}' does on {metrics}",
      metrics: 'The port for metrics',
      set: 'Change to {metrics}',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: cache
  annotations:
    prometheus.io/scrape: "true"
    prometheus.io/port: "6379"
#                       ^^^^^^ scrape-annotation-main-not-adapter
spec:
  containers:
  - name: redis
    image: redis:7.4
    ports:
    - containerPort: 6379
  - name: exporter
    image: oliver006/redis_exporter:v1.66.0
    ports:
    - containerPort: 9121
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: cache
  annotations:
    prometheus.io/scrape: "true"
    prometheus.io/port: "9121"
spec:
  containers:
  - name: redis
    image: redis:7.4
    ports:
    - containerPort: 6379
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
kind: Pod
metadata:
  name: cache
  annotations:
    prometheus.io/scrape: "true"
    prometheus.io/port: "9121"
spec:
  containers:
  - name: redis
    image: redis:7.4
    ports:
    - containerPort: 6379
  - name: exporter
    image: oliver006/redis_exporter:v1.66.0
    ports:
    - containerPort: 9121
`,
        },
      ],
    },
  },

  fields: ['prometheus.io/port'],
  *check(pod) {
    const scraped = scrapedPort(pod);
    if (!scraped) return;
    const { annotation, port, adapter, metrics } = scraped;
    const owners = runningContainers(pod.spec).filter((each) => openPortsOf(each).some((open) => open.port === port));
    const [main, second] = owners;
    if (!main || second || !servesClients(main, port) || isToldOfMetrics(pod)) return;
    if (pod.spec.annotations.has('prometheus.io/path')) return;
    const args = {
      main: main.label,
      port: String(port),
      container: adapter.label,
      metrics: String(metrics.port.value),
    };
    yield {
      span: annotation.span,
      message: { id: 'business', args },
      related: [{ span: metrics.port.span, message: { id: 'metrics', args: {} } }],
      fixes: () =>
        makeFix(pod, { message: { id: 'set', args } }, [
          replaceAt(pod.manifest.document, annotation.span, args.metrics),
        ]),
    };
  },
});

/** The usual port of a product, not one that the container has beside it for metrics. */
function servesClients(container: ContainerView, port: number): boolean {
  const product = productOf(container);
  return product?.role === 'main' && WITHOUT_METRICS.has(product.repository) && product.ports.includes(port);
}

/** A web server may pass on to the adapter, as its configuration says. */
function isToldOfMetrics({ configMaps }: Pod): boolean {
  return configMaps.some(({ data }) => [...data.values()].some(({ value }) => value.includes('metrics')));
}
