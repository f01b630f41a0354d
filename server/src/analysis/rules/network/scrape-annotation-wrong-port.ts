import { productOf } from '../../catalogue/catalogue.js';
import { opensPort } from '../../conditions/application-ports.js';
import { maySpeakOfPort } from '../../conditions/mentioned-ports.js';
import { type ScrapedPort, scrapedPort } from '../../conditions/scraped-port.js';
import { hasUnseenConfig } from '../../conditions/unseen-config.js';
import { runningContainers } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const scrapeAnnotationWrongPort = defineRule({
  id: 'scrape-annotation-wrong-port',
  meta: {
    title: 'Scrape annotation with a port that no container opens',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['adapter'],
    docs: `
      Prometheus, set up as in its common charts, fetches the metrics of a Pod with \`prometheus.io/scrape: "true"\` from
      the port in the annotation \`prometheus.io/port\`. No container of the Pod opens this one, while an adapter that is
      there to serve metrics declares another. The target is down, and nobody notices until a graph is missing.`,
    references: [
      'https://github.com/prometheus-community/helm-charts/tree/main/charts/prometheus#scraping-pod-metrics-via-annotations',
    ],
    messages: {
      closed: "'{container}' serves metrics on port {metrics}, and no container opens port {port}, which is scraped",
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
    prometheus.io/port: "9112"
#                       ^^^^^^ scrape-annotation-wrong-port
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
    if (!scraped || isOpen(pod, scraped)) return;
    const { annotation, port, adapter, metrics } = scraped;
    const args = { container: adapter.label, metrics: String(metrics.port.value), port: String(port) };
    yield {
      span: annotation.span,
      message: { id: 'closed', args },
      related: [{ span: metrics.port.span, message: { id: 'metrics', args: {} } }],
      fixes: () =>
        makeFix(pod, { message: { id: 'set', args } }, [
          replaceAt(pod.manifest.document, annotation.span, args.metrics),
        ]),
    };
  },
});

/**
 * Whether anybody opens it, or may: an injected proxy passes on the metrics of others, and the configuration that nobody
 * sees of an own program may set any port.
 */
function isOpen(pod: Pod, { port, adapter }: ScrapedPort): boolean {
  return (
    opensPort(pod, port) ||
    pod.injected.some(({ ports }) => ports.includes(port)) ||
    runningContainers(pod.spec).some(
      (each) => maySpeakOfPort(pod, each, port) || (each !== adapter && !productOf(each) && hasUnseenConfig(pod, each)),
    )
  );
}
