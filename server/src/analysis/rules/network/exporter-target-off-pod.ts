import { nodeOf } from '../../../syntax/access.js';
import { productOf } from '../../catalogue/catalogue.js';
import { type ExporterTarget, targetOf } from '../../catalogue/exporter-targets.js';
import { observedServer, usualPort } from '../../conditions/closed-targets.js';
import { type RemoteAddress, remoteAddressesOf } from '../../conditions/remote-addresses.js';
import { isWhole, runningContainers } from '../../conditions/workload.js';
import { mainContainer } from '../../contracts/main-container.js';
import { dialLocally } from '../../edits/dialed-port.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const exporterTargetOffPod = defineRule({
  id: 'exporter-target-off-pod',
  meta: {
    title: 'Exporter that asks a server outside its Pod',
    severity: 'information',
    since: '0.1.0',
    patterns: ['adapter'],
    docs: `
      An adapter translates what the main container beside it says. This exporter asks another host: it has nothing from
      the container that it stands beside, is started, stopped and scaled with it, and with several replicas the same
      numbers are collected several times. Point it at localhost if the server beside it is meant, or give it a
      Deployment of its own.

      Names of the workload and of Services that select its Pods are taken for the Pod itself.`,
    references: [
      'https://github.com/oliver006/redis_exporter',
      'https://kubernetes.io/blog/2015/06/the-distributed-system-toolkit-patterns/',
    ],
    messages: {
      elsewhere: "'{container}' asks {host} outside the Pod, so it has no need to run beside '{main}'",
      past: "'{container}' asks {host} outside the Pod rather than '{main}' beside it",
      beside: "'{main}' runs beside it",
      local: "Ask '{main}' on localhost",
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
  - name: redis-exporter
    image: oliver006/redis_exporter:v1.67.0
    env:
    - name: REDIS_ADDR
      value: redis://sessions.internal.example:6379
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ exporter-target-off-pod
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
  - name: redis-exporter
    image: oliver006/redis_exporter:v1.67.0
    env:
    - name: REDIS_ADDR
      value: redis://127.0.0.1:6379
`,
        },
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
  - name: redis-exporter
    image: oliver006/redis_exporter:v1.67.0
    args:
    - --redis.addr=redis://sessions.internal.example:6379
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ exporter-target-off-pod
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
  - name: redis-exporter
    image: oliver006/redis_exporter:v1.67.0
    env:
    - name: REDIS_ADDR
      value: redis://127.0.0.1:6379
`,
        },
      ],
    },
  },

  *check(pod) {
    const running = runningContainers(pod.spec);
    if (running.length < 2) return;
    for (const container of running) {
      const target = targetOf(productOf(container));
      const address = target && targetOutside(pod, container, target);
      if (!address) continue;
      const server = observedServer(pod.spec, target);
      const main = server ?? mainContainer(pod);
      // Exporters that ask servers elsewhere may well share a pod.
      if (!main || main === container || productOf(main)?.function === 'metrics-exporter') continue;
      const args = { container: container.label, host: address.host, main: main.label };
      yield {
        span: address.value.span,
        container,
        message: { id: server ? 'past' : 'elsewhere', args },
        related: [{ span: main.anchor, message: { id: 'beside', args } }],
        fixes: () => {
          const port = server && (target.page ? address.port : usualPort(server));
          if (port === undefined) return [];
          return makeFix(pod, { message: { id: 'local', args } }, [dialLocally(pod, address, port)]);
        },
      };
    }
  },
});

/** The first of the exporter's targets, if it is another host than this pod by any of its names. */
function targetOutside(pod: Pod, container: ContainerView, target: ExporterTarget): RemoteAddress | undefined {
  if (!isWhole(pod) || nodeOf(pod.spec.node, 'hostAliases') !== undefined) return undefined;
  const address = remoteAddressesOf(container).find(({ through }) => target.settings.test(through));
  return address && !isThisPod(pod, address.host) ? address : undefined;
}

/** A name of the workload, its replicas, its labels, its containers or its Services. */
function isThisPod({ manifest, spec, services }: Pod, host: string): boolean {
  const [first = ''] = host.toLowerCase().split('.');
  const names = [manifest.name?.value, ...services.map((service) => service.manifest.name?.value)];
  const others = [...[...spec.labels.values()].map(({ value }) => value), ...spec.containers.map(({ label }) => label)];
  return (
    names.some((name) => name !== undefined && (first === name || first.startsWith(`${name}-`))) ||
    others.includes(first)
  );
}
