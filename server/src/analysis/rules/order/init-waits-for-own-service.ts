import { booleanOf, mapOf, numberOf } from '../../../syntax/access.js';
import { programOf } from '../../commands/program.js';
import { isWhole } from '../../conditions/workload.js';
import type { ContainerView, ServiceView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const initWaitsForOwnService = defineRule({
  id: 'init-waits-for-own-service',
  meta: {
    title: 'Init container that waits for a Service of its own pod',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['init'],
    docs: `
      A Service sends traffic to pods that are ready, and a pod is ready only after its init containers have ended. One
      that waits for an answer of a Service which selects its own pod waits for itself: with a single replica, for ever;
      with more, at least until another one got past it.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior',
      'https://kubernetes.io/docs/concepts/services-networking/service/',
    ],
    messages: {
      itself: "'{container}' waits for Service '{service}', which answers only when a pod like this one is ready",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector: {app: shop}
  ports:
  - port: 8080
---
apiVersion: v1
kind: Pod
metadata:
  name: shop
  labels: {app: shop}
spec:
  initContainers:
  - name: wait
    image: busybox:1.37
    command: [sh, -c, "until nc -z shop 8080; do sleep 1; done"]
#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ init-waits-for-own-service
  containers:
  - name: shop
    image: registry.example/shop:1.4
    ports:
    - containerPort: 8080
    readinessProbe:
      tcpSocket: {port: 8080}
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector: {app: shop}
  ports:
  - port: 8080
---
apiVersion: v1
kind: Pod
metadata:
  name: shop
  labels: {app: shop}
spec:
  initContainers:
  - name: wait
    image: busybox:1.37
    command: [sh, -c, "until nc -z db 5432; do sleep 1; done"]
  containers:
  - name: shop
    image: registry.example/shop:1.4
    ports:
    - containerPort: 8080
    readinessProbe:
      tcpSocket: {port: 8080}
`,
        },
      ],
    },
  },

  fields: ['initContainers'],
  *check(pod) {
    if (!isWhole(pod) || pod.services.length === 0) return;
    for (const container of pod.spec.containers) {
      if (container.lifecycle !== 'init') continue;
      const waited = waitedService(pod, container);
      if (!waited) continue;
      const args = { container: container.label, service: waited.service.manifest.name?.value ?? '' };
      yield {
        span: waited.span,
        container,
        severity: replicasOf(pod) === 1 ? 'error' : 'warning',
        message: { id: 'itself', args },
      };
    }
  },
});

/** Programs that ask whether a host answers; a look-up of its name succeeds without that. */
const ASKING = new Set(['nc', 'ncat', 'netcat', 'curl', 'wget', 'pg_isready', 'redis-cli', 'mysqladmin']);

/**
 * A script that counts gives up some time, and one that knows which replica it is in lets the first one pass. An `exit 0`
 * at the very end is no way out of the loop.
 */
const LETS_PASS =
  /ordinal|hostname|pod_?name|pod_?index|\bbreak\b|\bexit\b(?!\s+0\s*$)|\$\(\(|\bseq\b|-[gl][te]\b|\bSECONDS\b/i;

function waitedService({ services }: Pod, container: ContainerView) {
  for (const { program, words, condition, origin } of programOf(container).commands) {
    if (LETS_PASS.test(origin.value)) continue;
    if (!ASKING.has(program) || (condition !== 'until' && condition !== 'while')) continue;
    const service = services.find((each) => !publishesUnready(each) && words.some((word) => hostIn(word, each)));
    if (service) return { service, span: origin.span };
  }
  return undefined;
}

function publishesUnready({ manifest }: ServiceView): boolean {
  return booleanOf(mapOf(manifest.node, 'spec'), 'publishNotReadyAddresses')?.value ?? false;
}

/** `shop`, `shop.default`, `http://shop:8080/health`. */
function hostIn(word: string, { manifest }: ServiceView): boolean {
  const [, host] = /^(?:\w+:\/\/)?([a-z0-9][a-z0-9.-]*)(?:[:/].*)?$/.exec(word) ?? [];
  return host !== undefined && host.split('.')[0] === manifest.name?.value;
}

function replicasOf({ manifest }: Pod): number {
  return manifest.kind.value === 'Pod' ? 1 : (numberOf(mapOf(manifest.node, 'spec'), 'replicas')?.value ?? 0);
}
