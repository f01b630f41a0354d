import { isInboundProxy } from '../../conditions/inbound-proxies.js';
import { type LoopbackListener, unreachedProbes } from '../../conditions/loopback-listeners.js';
import { isWhole, runningContainers } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { openListener } from '../../edits/open-listener.js';
import { defineRule } from '../rule.js';

export const probeOnLoopbackListener = defineRule({
  id: 'probe-on-loopback-listener',
  meta: {
    title: 'Probe at a port that is open on localhost only',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['main', 'sidecar', 'ambassador', 'adapter'],
    docs: `
      The kubelet asks from outside of the Pod, at the Pod's own address. A port that its container opens on localhost
      only never answers: the container is restarted again and again, never gets ready, or holds up those behind it. Have
      it listen on all addresses, or ask with a command that runs in the container.

      The health checks of cloud-sql-proxy are on localhost unless \`--http-address\` says otherwise, and so are its
      ports for the database: these better stay there, and its health checks are asked instead.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes',
      'https://github.com/GoogleCloudPlatform/cloud-sql-proxy/tree/main/examples/k8s-health-check',
    ],
    messages: {
      unreached: "'{container}' opens port {port} on localhost only, so this {probe} does not reach it",
      here: 'It listens here',
      open: 'Listen on all addresses',
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
  initContainers:
  - name: cloud-sql-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1
    restartPolicy: Always
    args:
    - --health-check
    - --port=5432
    - shop-project:europe-west1:orders
    startupProbe:
      httpGet:
        path: /startup
        port: 9090
#             ^^^^ probe-on-loopback-listener
  containers:
  - name: shop
    image: registry.example/shop:1.4
    env:
    - {name: DB_HOST, value: "127.0.0.1:5432"}
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  initContainers:
  - name: cloud-sql-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1
    restartPolicy: Always
    args:
    - --health-check
    - --port=5432
    - shop-project:europe-west1:orders
    - --http-address=0.0.0.0
    startupProbe:
      httpGet:
        path: /startup
        port: 9090
  containers:
  - name: shop
    image: registry.example/shop:1.4
    env:
    - {name: DB_HOST, value: "127.0.0.1:5432"}
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
  initContainers:
  - name: cloud-sql-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1
    restartPolicy: Always
    args:
    - --health-check
    - --http-address=0.0.0.0
    - --port=5432
    - shop-project:europe-west1:orders
    startupProbe:
      httpGet:
        path: /startup
        port: 9090
  containers:
  - name: shop
    image: registry.example/shop:1.4
    env:
    - {name: DB_HOST, value: "127.0.0.1:5432"}
`,
        },
      ],
    },
  },

  fields: ['httpGet', 'tcpSocket', 'grpc'],
  *check(pod) {
    if (!isWhole(pod)) return;
    for (const container of runningContainers(pod.spec)) {
      if (container.probes.length === 0 || isInboundProxy(container)) continue;
      const told = new Set<LoopbackListener>();
      for (const { kind, span, listener } of unreachedProbes(pod, container)) {
        if (told.has(listener)) continue;
        told.add(listener);
        yield {
          span,
          container,
          message: { id: 'unreached', args: { container: container.label, port: String(listener.port), probe: kind } },
          related: listener.word ? [{ span: listener.word.span, message: { id: 'here', args: {} } }] : [],
          fixes: () => makeFix(pod, { message: { id: 'open', args: {} } }, [openListener(pod, container, listener)]),
        };
      }
    }
  },
});
