import { defineEvidence } from '../role.js';

const METRICS = /metric|prom|exporter/;

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
      scraped: 'is scraped on its port {port}',
    },
    weights: {
      named: { main: -0.8, adapter: 1.5 },
      range: { main: -0.3, adapter: 0.6 },
      scraped: { main: -0.3, adapter: 0.6 },
    },
  },
  *collect(pod) {
    if (pod.running.length < 2) return;
    const scraped = pod.spec.annotations.get('prometheus.io/port');
    for (const container of pod.running) {
      const [first, second] = container.ports;
      if (!first) continue;
      const { port, name } = first;
      const others = container.ports.every(({ name: each }) => METRICS.test(each?.value ?? ''));
      const args = { port: String(port.value) };
      if (others)
        yield {
          container,
          span: name?.span ?? port.span,
          message: { id: 'named', args: {} },
          functions: { 'metrics-exporter': 1 },
        };
      else if (!second && port.value >= 9090 && port.value <= 9999 && !/https/.test(name?.value ?? '')) {
        yield { container, span: port.span, message: { id: 'range', args } };
      }
      if (!second && scraped?.value === String(port.value)) {
        yield { container, span: scraped.span, message: { id: 'scraped', args }, functions: { 'metrics-exporter': 1 } };
      }
    }
  },
});
