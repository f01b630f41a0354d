import { businessPorts } from '../../conditions/business-ports.js';
import { closedTargets, usualPort } from '../../conditions/closed-targets.js';
import { dialedPortPlace, replaceDialedPort } from '../../edits/dialed-port.js';
import { makeFix } from '../../edits/make-fix.js';
import { defineRule } from '../rule.js';

export const exporterTargetClosed = defineRule({
  id: 'exporter-target-closed',
  meta: {
    title: 'Exporter that asks a port which its server does not open',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['adapter'],
    docs: `
      An exporter asks the server beside it on localhost and translates the answer. Here the server that it is made for
      listens on other ports than the one that the exporter's target names, so every scrape fails. Set the target to the
      server's port.

      A server counts only if it says its ports. Status pages, such as those of nginx, often have a port that nobody
      declares; they count only for an image without any settings of its own.`,
    references: [
      'https://github.com/oliver006/redis_exporter',
      'https://github.com/prometheus-community/postgres_exporter',
    ],
    messages: {
      closed: "'{container}' asks localhost:{dialed} for its numbers, but '{server}' listens on {ports}",
      listens: "'{server}' listens here",
      ask: 'Ask port {port}',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: basket
spec:
  containers:
  - name: redis
    image: redis:7.4
    args: [--port, "6380"]
    ports:
    - containerPort: 6380
  - name: redis-exporter
    image: oliver006/redis_exporter:v1.67.0
    env:
    - name: REDIS_ADDR
      value: redis://localhost:6381
#            ^^^^^^^^^^^^^^^^^^^^^^ exporter-target-closed
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: basket
spec:
  containers:
  - name: redis
    image: redis:7.4
    args: [--port, "6380"]
    ports:
    - containerPort: 6380
  - name: redis-exporter
    image: oliver006/redis_exporter:v1.67.0
    env:
    - name: REDIS_ADDR
      value: redis://localhost:6380
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: basket
spec:
  containers:
  - name: redis
    image: redis:7.4
    ports:
    - containerPort: 6379
  - name: redis-exporter
    image: oliver006/redis_exporter:v1.67.0
    env:
    - name: REDIS_ADDR
      value: redis://localhost:6379
`,
        },
      ],
    },
  },

  *check(pod) {
    for (const { container, address, port: dialed, server } of closedTargets(pod)) {
      const place = dialedPortPlace(container, address, dialed);
      const listening = businessPorts(server);
      const ports = listening.map(({ port }) => port).join(', ');
      const args = { container: container.label, dialed: String(dialed), server: server.label, ports };
      yield {
        span: place.span,
        container,
        message: { id: 'closed', args },
        related: listening.slice(0, 1).map(({ span }) => ({ span, message: { id: 'listens', args } })),
        fixes: () => {
          const port = usualPort(server);
          if (port === undefined) return [];
          const message = { id: 'ask' as const, args: { port: String(port) } };
          return makeFix(pod, { message }, replaceDialedPort(pod, place, dialed, port));
        },
      };
    }
  },
});
