import { entryOf } from '../../../syntax/access.js';
import { appendItem } from '../../../syntax/edit.js';
import type { TextEdit } from '../../../syntax/span.js';
import { unwaited } from '../../contracts/unwaited.js';
import { addProbe, insertProbe } from '../../edits/add-probe.js';
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
      const { flow, waiter, span } = early;
      const args = { container: container.label, waiter: waiter.label };
      yield {
        span: container.anchor,
        container,
        message:
          flow.via.kind === 'volume'
            ? { id: 'read', args: { ...args, volume: flow.via.volume.name.value } }
            : { id: 'dialed', args: { ...args, port: flow.via.kind === 'localhost' ? String(flow.via.port) : '' } },
        severity: flow.via.kind === 'localhost' || waiter.lifecycle === 'init' ? 'warning' : 'information',
        related: [{ span, message: { id: 'waiter', args } }],
        fixes: () => makeFix(pod, { message: { id: 'add', args: {} } }, startupProbe(pod, container, flow)),
      };
    }
  },
});

/** Proxies of databases by the same makers, which listen on localhost alone and have endpoints that have to be asked for. */
const CLOUD_PROXY = /(?:^|\/)(?:cloud-sql-proxy|alloydb-auth-proxy)$/;
const CLOUD_PROXY_FLAGS = ['--health-check', '--http-address=0.0.0.0'];
const CLOUD_PROXY_PROBE = { httpGet: { path: '/startup', port: 9090 } };
const LISTENS_LOCALLY = /(?:^|\/)(?:cloud-sql-proxy|gce-proxy|alloydb-auth-proxy)$/;

/** A probe reaches the pod's address, so a listener on localhost alone would never pass a new one. */
function startupProbe(pod: Pod, container: ContainerView, { via }: DataFlow): readonly (TextEdit | undefined)[] {
  const repository = container.image?.repository ?? '';
  if (CLOUD_PROXY.test(repository) && container.probes.length === 0) return cloudProxyProbe(pod, container);
  const texts = [...container.command, ...container.args, ...container.env.flatMap(({ value }) => value ?? [])];
  const loopbackOnly =
    LISTENS_LOCALLY.test(repository) || texts.some(({ value }) => /\b(?:localhost|127\.0\.0\.1)\b/.test(value));
  const port = via.kind === 'localhost' ? via.port : undefined;
  const declared = port === undefined ? undefined : container.ports.find((each) => each.port.value === port);
  return [addProbe(pod, container, 'startupProbe', declared ?? port, loopbackOnly)];
}

/** Turns the proxy's health endpoints on, and asks the one that says when it has started. */
function cloudProxyProbe(pod: Pod, container: ContainerView): readonly (TextEdit | undefined)[] {
  const said = new Set([...container.command, ...container.args].map(({ value }) => value.split('=')[0]));
  if (said.has('--health-check') || said.has('--http-address') || said.has('--http-port')) {
    return said.has('--health-check') && said.has('--http-address') && !said.has('--http-port')
      ? [insertProbe(pod, container, 'startupProbe', CLOUD_PROXY_PROBE)]
      : [undefined];
  }
  const list = entryOf(container.node, 'args')?.value;
  const { document } = pod.manifest;
  const last = list?.kind === 'seq' ? list : undefined;
  if (!last) return [undefined];
  return [
    ...CLOUD_PROXY_FLAGS.map((flag) => appendItem(document, last, flag)),
    insertProbe(pod, container, 'startupProbe', CLOUD_PROXY_PROBE),
  ];
}
