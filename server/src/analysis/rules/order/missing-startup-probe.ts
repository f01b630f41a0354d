import type { TextEdit } from '../../../syntax/span.js';
import { unwaited } from '../../contracts/unwaited.js';
import { addProbe } from '../../edits/add-probe.js';
import { makeFix } from '../../edits/make-fix.js';
import type { DataFlow } from '../../flows/flow.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const missingStartupProbe = defineRule({
  id: 'missing-startup-probe',
  meta: {
    title: 'Native sidecar that others wait for, without a startup probe',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      The containers behind a native sidecar (an entry of \`initContainers\` with \`restartPolicy: Always\`) start as
      soon as it has *started*. Without a startup probe that is when its process runs, not when it answers. A later
      container that dials it at once, or reads a file that it fetches, may be too early and fail.

      It is a **warning** where the one who waits is an init container, which fails the start of the whole Pod, and
      **information** otherwise, since most programs try again.

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
      const { flow, waiter, span } = early;
      const args = { container: container.label, waiter: waiter.label };
      yield {
        span: container.anchor,
        container,
        message:
          flow.via.kind === 'volume'
            ? { id: 'read', args: { ...args, volume: flow.via.volume.name.value } }
            : { id: 'dialed', args: { ...args, port: flow.via.kind === 'localhost' ? String(flow.via.port) : '' } },
        severity: waiter.lifecycle === 'init' ? 'warning' : 'information',
        related: [{ span, message: { id: 'waiter', args } }],
        fixes: () => makeFix(pod, { message: { id: 'add', args: {} } }, [startupProbe(pod, container, flow)]),
      };
    }
  },
});

/** Proxies that listen on localhost alone unless they are told otherwise. */
const LISTENS_LOCALLY = /(?:^|\/)(?:cloud-sql-proxy|gce-proxy|alloydb-auth-proxy)$/;

/** A probe reaches the pod's address, so a listener on localhost alone would never pass a new one. */
function startupProbe(pod: Pod, container: ContainerView, { via }: DataFlow): TextEdit | undefined {
  const texts = [...container.command, ...container.args, ...container.env.flatMap(({ value }) => value ?? [])];
  const loopbackOnly =
    LISTENS_LOCALLY.test(container.image?.repository ?? '') ||
    texts.some(({ value }) => /\b(?:localhost|127\.0\.0\.1)\b/.test(value));
  const declared = via.kind === 'localhost' ? container.ports.find(({ port }) => port.value === via.port) : undefined;
  return addProbe(pod, container, 'startupProbe', loopbackOnly ? undefined : declared);
}
