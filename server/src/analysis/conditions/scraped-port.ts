import { openPortsOf } from '../commands/open-ports.js';
import type { ContainerPort, ContainerView, MetadataEntry } from '../model/model.js';
import type { Pod } from '../pod.js';
import { isWhole, runningContainers } from './workload.js';

const PORT = 'prometheus.io/port';
const SCRAPE = 'prometheus.io/scrape';

/** Where Prometheus is told to fetch the metrics of a pod, which has a container that is there to serve them. */
export interface ScrapedPort {
  readonly annotation: MetadataEntry;
  readonly port: number;
  readonly adapter: ContainerView;
  /** The only port that it declares. */
  readonly metrics: ContainerPort;
}

/**
 * The port of the `prometheus.io/port` annotation, beside the one adapter whose metrics may be meant; undefined where
 * nothing is scraped, the number is not literal, or any container hides its ports.
 */
export function scrapedPort(pod: Pod): ScrapedPort | undefined {
  const annotation = pod.spec.annotations.get(PORT);
  if (!annotation || !/^\d{1,5}$/.test(annotation.value) || !isWhole(pod)) return undefined;
  if (pod.spec.annotations.get(SCRAPE)?.value !== 'true') return undefined;
  const running = runningContainers(pod.spec);
  const [adapter, second] = running.filter((each) => servesMetrics(pod, each));
  const [metrics, other] = adapter?.ports ?? [];
  if (!adapter || second || !metrics || other || running.some((each) => openPortsOf(each).length === 0))
    return undefined;
  return { annotation, port: Number(annotation.value), adapter, metrics };
}

function servesMetrics(pod: Pod, container: ContainerView): boolean {
  const { role, function: purpose, certainty } = pod.verdictOf(container);
  return role === 'adapter' && purpose === 'metrics-exporter' && certainty === 'high';
}
