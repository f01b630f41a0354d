import { isDatabasePort } from '../../conditions/protocols.js';
import { startsServer } from '../../conditions/starts-server.js';
import { isSetting, type UnansweredDial, unansweredDials } from '../../conditions/unanswered-dials.js';
import { runningContainers } from '../../conditions/workload.js';
import { dialedPortPlace } from '../../edits/dialed-port.js';
import type { ContainerView } from '../../model/model.js';
import { defineRule } from '../rule.js';

export const singlePodLocalhostDependency = defineRule({
  id: 'single-pod-localhost-dependency',
  meta: {
    title: 'Database on localhost of a Pod with one container',
    severity: 'hint',
    since: '0.1.0',
    patterns: ['main', 'ambassador'],
    docs: `
      On localhost a container reaches its own Pod and nothing else: neither another Pod nor the node. This container is
      alone and does not open the port itself, so the database, cache or queue that its settings name is not there. The
      address often comes from a developer's machine. Dial the name of a Service, or put an ambassador beside the
      container that carries the connection to where the server is.

      Only ports of well-known database, cache and queue servers count, and only in variables and flags. Images that seem
      to bring the server along are left out.`,
    references: [
      'https://kubernetes.io/docs/concepts/services-networking/service/',
      'https://kubernetes.io/blog/2015/06/the-distributed-system-toolkit-patterns/',
    ],
    messages: {
      alone: "'{container}' dials {address}, but localhost is its own Pod, in which it is alone",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
    env:
    - name: DATABASE_URL
      value: postgres://shop@localhost:5432/orders
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ single-pod-localhost-dependency
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
    env:
    - name: DATABASE_URL
      value: postgres://shop@orders-db:5432/orders
`,
        },
      ],
    },
  },

  *check(pod) {
    const [container, ...others] = runningContainers(pod.spec);
    if (!container || others.length > 0) return;
    const told = new Set<number>();
    for (const dial of unansweredDials(pod)) {
      const { address, port } = dial;
      if (told.has(port) || !isDatabase(dial) || bringsServer(container)) continue;
      told.add(port);
      const name = address.ports.length === 1 ? `localhost:${port}` : 'localhost';
      yield {
        span: dialedPortPlace(container, address, port).span,
        container,
        message: { id: 'alone', args: { container: container.label, address: name } },
      };
    }
  },
});

function isDatabase(dial: UnansweredDial): boolean {
  return isSetting(dial) && dial.address.ports.every(isDatabasePort);
}

/** Names of images with more than one server, and of the servers themselves. */
const BUNDLE =
  /postgres|pg|mysql|maria|redis|valkey|mongo|rabbit|amqp|kafka|redpanda|memcache|sql|(?:^|[-_/])(?:db|database)|all-?in-?one|aio|bundle|omnibus|standalone|gitlab|sandbox/i;
/** Where servers keep their sockets, which their clients take for localhost. */
const SOCKET = /\.sock\b|^\/(?:var\/)?run\/(?:mysqld|postgresql|redis)/;

/** Whether the container may run the server itself, or has a tunnel or a socket to it. */
function bringsServer(container: ContainerView): boolean {
  const paths = [...container.mounts.map(({ mountPath }) => mountPath), ...container.env.map(({ value }) => value)];
  return (
    paths.some((path) => path && SOCKET.test(path.value)) ||
    BUNDLE.test(`${container.image?.repository ?? ''} ${container.label}`) ||
    startsServer(container)
  );
}
