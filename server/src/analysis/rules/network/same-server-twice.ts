import { insertEntry } from '../../../syntax/edit.js';
import { productOf } from '../../catalogue/catalogue.js';
import { openPortsOf } from '../../commands/open-ports.js';
import { isMakersImage, listensAsItsImage } from '../../conditions/untouched.js';
import { isWhole, runningContainers } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const sameServerTwice = defineRule({
  id: 'same-server-twice',
  meta: {
    title: 'Same server twice on its default port',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['main', 'sidecar'],
    docs: `
      The containers of a Pod share one network namespace. Two containers of the same server, neither of which is told
      another port, want the same one: the second to start ends with an error, and is restarted again and again. Give
      one of them a port of its own, in its arguments or its configuration, or a Pod of its own.

      Only servers whose image decides where they listen are looked at, and only where no command, argument, variable
      or mounted file may say otherwise. Two that declare the same port are reported by \`duplicate-port\`; two that
      declare different ones are left alone.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking',
      'https://kubernetes.io/blog/2015/06/the-distributed-system-toolkit-patterns/',
    ],
    messages: {
      twice:
        "'{container}' and '{other}' both run {server} as it comes, and only one of them can listen on port {port}",
      first: "'{other}' runs the same server",
      move: 'Let it listen on {port}',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: cache
spec:
  containers:
  - name: sessions
    image: redis:7.4
  - name: carts
    image: redis:7.4
#          ^^^^^^^^^ same-server-twice
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: cache
spec:
  containers:
  - name: sessions
    image: redis:7.4
  - name: carts
    image: redis:7.4
    args:
    - --port
    - "6380"
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: blue
    image: nginx:1.27
  - name: green
    image: nginx:1.28
#          ^^^^^^^^^^ same-server-twice
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
spec:
  containers:
  - name: sessions
    image: redis:7.4
  - name: carts
    image: redis:7.4
    args: [--port, "6380"]
`,
        },
      ],
    },
  },

  *check(pod) {
    const running = runningContainers(pod.spec);
    if (running.length < 2 || !isWhole(pod)) return;
    const firsts = new Map<string, ContainerView>();
    for (const container of running) {
      const port = portOfItsImage(pod, container);
      if (port === undefined || !container.image) continue;
      const { registry, repository, span } = container.image;
      const server = repository.split('/').at(-1) ?? repository;
      const key = isMakersImage(container) ? server : `${registry}/${repository}`;
      const other = firsts.get(key);
      if (!other) firsts.set(key, container);
      if (!other?.image || !isUntold(container, other)) continue;
      const args = { container: container.label, other: other.label, server, port: String(port) };
      yield {
        span,
        container,
        message: { id: 'twice', args },
        related: [{ span: other.image.span, message: { id: 'first', args } }],
        fixes: () => moved(pod, container, port),
      };
    }
  },
});

/** Servers whose image, and nothing else by default, decides where they listen. */
const SERVERS: ReadonlySet<string> = new Set(
  `nginx nginx-unprivileged openresty httpd apache caddy redis valkey keydb dragonfly memcached postgres postgresql
  postgis pgvector timescaledb mysql mariadb percona-server mongo mongodb rabbitmq nats elasticsearch opensearch tomcat
  jetty grafana prometheus alertmanager influxdb zookeeper couchdb cassandra registry wordpress ghost adminer phpmyadmin
  whoami httpbin hello-app podinfo kibana jenkins solr eclipse-mosquitto`.split(/\s+/),
);

function portOfItsImage({ spec }: Pod, container: ContainerView): number | undefined {
  const product = productOf(container);
  if (product?.role !== 'main' || !SERVERS.has(product.repository)) return undefined;
  return listensAsItsImage(spec, container) ? product.ports[0] : undefined;
}

/** Whether no other rule tells it: of two names that are the same, or of ports that are. */
function isUntold(container: ContainerView, other: ContainerView): boolean {
  return container.label !== other.label && (container.ports.length === 0 || other.ports.length === 0);
}

/** Flags of servers for their port, as the entry points of Docker Hub's images pass them on. */
const PORT_ARGUMENTS: Readonly<Record<string, (port: number) => string[]>> = {
  redis: (port) => ['--port', `${port}`],
  valkey: (port) => ['--port', `${port}`],
  mongo: (port) => ['--port', `${port}`],
  memcached: (port) => ['-p', `${port}`],
  postgres: (port) => ['-p', `${port}`],
  mysql: (port) => [`--port=${port}`],
  mariadb: (port) => [`--port=${port}`],
};

function moved(pod: Pod, container: ContainerView, taken: number) {
  const flags = PORT_ARGUMENTS[productOf(container)?.repository ?? ''];
  if (!flags || !isMakersImage(container) || container.ports.length > 0) return [];
  const used = new Set(runningContainers(pod.spec).flatMap((each) => openPortsOf(each).map(({ port }) => port)));
  let port = taken + 1;
  while (used.has(port)) port += 1;
  const message = { id: 'move' as const, args: { port: String(port) } };
  const after = ['name', 'image', 'imagePullPolicy'];
  return makeFix(pod, { message }, [insertEntry(pod.manifest.document, container.node, 'args', flags(port), after)]);
}
