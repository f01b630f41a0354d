import type { ContainerPort } from '../../model/model.js';
import { isFront } from '../fronts.js';
import { defineEvidence, type FunctionWeights } from '../role.js';

const METRICS = /metric|prom|exporter/;

const EXPORTS: FunctionWeights = { 'metrics-exporter': 1 };

export const metricsPort = defineEvidence({
  id: 'metrics-port',
  meta: {
    title: 'Opens a port for metrics only',
    why: `
A container whose only ports are for metrics, beside others that do the work, is likely to be an exporter. Metrics are
served from 9090 to 9999 by custom. The annotation \`prometheus.io/port\` tells which port is scraped.`,
    messages: {
      named: 'opens ports for metrics only',
      range: 'opens only port {port}, which is in the range of exporters',
      hands:
        'is a web server that is scraped on its port {port}, so it hands out metrics that another container writes',
      scraped: 'is scraped on its port {port}',
    },
    weights: {
      named: { main: -0.8, adapter: 1.5 },
      range: { main: -0.3, adapter: 0.6 },
      hands: { main: -1.2, adapter: 1.8 },
      scraped: { main: -0.3, adapter: 0.6 },
    },
  },
  *collect(pod) {
    if (pod.running.length < 2) return;
    const scraped = pod.spec.annotations.get('prometheus.io/port');
    for (const container of pod.running) {
      const [only, second] = container.ports;
      if (!only) continue;
      const { port, name } = only;
      const args = { port: String(port.value) };
      if (container.ports.every((each) => METRICS.test(each.name?.value ?? ''))) {
        yield { container, span: name?.span ?? port.span, message: { id: 'named', args: {} }, functions: EXPORTS };
      } else if (!second && isExporterPort(only)) {
        yield { container, span: port.span, message: { id: 'range', args } };
      }
      if (second || scraped?.value !== args.port) continue;
      const id = isFront(pod.productOf(container)) ? 'hands' : 'scraped';
      yield { container, span: scraped.span, message: { id, args }, functions: EXPORTS };
    }
  },
});

function isExporterPort({ port, name }: ContainerPort): boolean {
  return port.value >= 9090 && port.value <= 9999 && !/https/.test(name?.value ?? '');
}
