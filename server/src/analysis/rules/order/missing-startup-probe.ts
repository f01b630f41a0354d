import { unwaited } from '../../contracts/unwaited.js';
import { addStartupProbe } from '../../edits/add-startup-probe.js';
import { makeFix } from '../../edits/make-fix.js';
import { defineRule } from '../rule.js';

export const missingStartupProbe = defineRule({
  id: 'missing-startup-probe',
  meta: {
    title: 'Native sidecar that others wait for, without a startup probe',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['sidecar', 'ambassador'],
    docs: `
      The containers behind a native sidecar (an entry of \`initContainers\` with \`restartPolicy: Always\`) start as
      soon as it has *started*. Without a startup probe that is when its process runs, not when it answers. A later
      container that dials it at once, or reads a file that it fetches, may be too early and fail.

      It is a **warning** where somebody dials the sidecar, as an ambassador is dialed, or where the one who waits is an
      init container, which fails the start of the whole Pod. It is **information** where an app container reads its
      files, since most programs look again.

      A startup probe makes the kubelet hold the later containers back until the sidecar answers. A \`postStart\` hook
      that waits does the same.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers',
    ],
    messages: {
      dialed: "'{container}' has no startup probe: '{waiter}' dials port {port} and may start before it answers",
      read: "'{container}' has no startup probe: '{waiter}' needs its files in '{volume}' and may start before they are there",
      waiter: "'{waiter}' needs it here",
      add: 'Add a startup probe',
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
  - name: cache-proxy
#         ^^^^^^^^^^^ missing-startup-probe
    image: registry.example/cache-proxy:2.0
    restartPolicy: Always
    ports:
    - containerPort: 6379
  - name: warm-up
    image: registry.example/shop:1.4
    command: [shop, warm-up]
    env:
    - name: REDIS_URL
      value: redis://localhost:6379
  containers:
  - name: shop
    image: registry.example/shop:1.4
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  initContainers:
  - name: cache-proxy
    image: registry.example/cache-proxy:2.0
    restartPolicy: Always
    ports:
    - containerPort: 6379
    startupProbe:
      tcpSocket:
        port: 6379
      periodSeconds: 2
      failureThreshold: 30
  - name: warm-up
    image: registry.example/shop:1.4
    command: [shop, warm-up]
    env:
    - name: REDIS_URL
      value: redis://localhost:6379
  containers:
  - name: shop
    image: registry.example/shop:1.4
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: log-agent
    image: fluent/fluent-bit:3.2
    restartPolicy: Always
    volumeMounts:
    - {name: logs, mountPath: /var/log/nginx, readOnly: true}
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - {name: logs, mountPath: /var/log/nginx}
  volumes:
  - name: logs
    emptyDir: {}
`,
        },
      ],
    },
  },

  *check(pod) {
    for (const container of pod.spec.containers) {
      const early = unwaited(pod, container);
      if (!early) continue;
      const { via, waiter, span } = early;
      const args = { container: container.label, waiter: waiter.label };
      const port = via.kind === 'localhost' ? via.port : undefined;
      yield {
        span: container.anchor,
        container,
        message:
          via.kind === 'volume'
            ? { id: 'read', args: { ...args, volume: via.volume.name.value } }
            : { id: 'dialed', args: { ...args, port: String(port) } },
        severity: port !== undefined || waiter.lifecycle === 'init' ? 'warning' : 'information',
        related: [{ span, message: { id: 'waiter', args } }],
        fixes: () => makeFix(pod, { message: { id: 'add', args: {} } }, addStartupProbe(pod, container, port)),
      };
    }
  },
});
