import { mismatchedDials } from '../../conditions/mismatched-ambassador.js';
import { dialedPortPlace, replaceDialedPort } from '../../edits/dialed-port.js';
import { makeFix } from '../../edits/make-fix.js';
import { defineRule } from '../rule.js';

export const ambassadorPortMismatch = defineRule({
  id: 'ambassador-port-mismatch',
  meta: {
    title: 'Dial that misses the port of its ambassador',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['ambassador', 'main'],
    docs: `
      An ambassador carries connections that the main container makes to a port on localhost. Here the port that is
      dialed is open nowhere in the Pod, while the ambassador listens on another one, so the connection is refused.
      Dial the ambassador's port, or move the ambassador to the port that is dialed.

      The two belong together where their ports are usual ones of the same protocol, such as 5432 and 5433, where the
      setting's name says so, or where it is the only dial beside the only ambassador. Nothing is reported where another
      container may have the port without saying so.`,
    references: [
      'https://github.com/GoogleCloudPlatform/cloud-sql-proxy',
      'https://kubernetes.io/blog/2015/06/the-distributed-system-toolkit-patterns/',
    ],
    messages: {
      missed: "'{container}' dials localhost:{dialed}, which nobody opens, while '{ambassador}' listens on {port}",
      listens: "'{ambassador}' listens on {port}",
      dial: 'Dial port {port}',
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
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ambassador-port-mismatch
  - name: cloud-sql-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.15.2
    args:
    - --port=5433
    - shop:europe-west1:orders
`,
          fixed: `
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
      value: postgres://shop@localhost:5433/orders
  - name: cloud-sql-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.15.2
    args:
    - --port=5433
    - shop:europe-west1:orders
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
      value: postgres://shop@localhost:5433/orders
  - name: cloud-sql-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.15.2
    args:
    - --port=5433
    - shop:europe-west1:orders
`,
        },
      ],
    },
  },

  *check(pod) {
    for (const { container, address, port: dialed, ambassador, listening } of mismatchedDials(pod)) {
      const place = dialedPortPlace(container, address, dialed);
      const port = String(listening.port);
      const args = { container: container.label, dialed: String(dialed), ambassador: ambassador.label, port };
      yield {
        span: place.span,
        container,
        message: { id: 'missed', args },
        related: [{ span: listening.span, message: { id: 'listens', args } }],
        fixes: () =>
          makeFix(pod, { message: { id: 'dial', args } }, replaceDialedPort(pod, place, dialed, listening.port)),
      };
    }
  },
});
