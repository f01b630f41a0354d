import { isWhole } from '../../conditions/workload.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const helperGatesTraffic = defineRule({
  id: 'helper-gates-traffic',
  meta: {
    title: 'Helper whose readiness decides about the traffic to main',
    severity: 'hint',
    since: '0.1.0',
    patterns: ['sidecar', 'adapter'],
    docs: `
      A pod is ready only when all of its containers are. A readiness probe at an exporter or a log shipper takes the
      whole pod out of its Services when that helper hiccups, although the main container could serve. Keep it where
      traffic passes through the helper; otherwise leave it out.`,
    references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-status'],
    messages: {
      gates: "When '{container}' is not ready, Service '{service}' sends no traffic to '{main}' either",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Service
metadata:
  name: cache
spec:
  selector: {app: cache}
  ports:
  - port: 6379
---
apiVersion: v1
kind: Pod
metadata:
  name: cache
  labels: {app: cache}
spec:
  containers:
  - name: redis
    image: redis:7.4
    ports:
    - containerPort: 6379
    readinessProbe:
      tcpSocket: {port: 6379}
  - name: exporter
    image: oliver006/redis_exporter:v1.66.0
    ports:
    - containerPort: 9121
    readinessProbe:
#   ^^^^^^^^^^^^^^ helper-gates-traffic
      httpGet: {path: /health, port: 9121}
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
  labels: {app: cache}
spec:
  containers:
  - name: redis
    image: redis:7.4
    ports:
    - containerPort: 6379
    readinessProbe:
      tcpSocket: {port: 6379}
  - name: exporter
    image: oliver006/redis_exporter:v1.66.0
    ports:
    - containerPort: 9121
    livenessProbe:
      httpGet: {path: /health, port: 9121}
`,
        },
      ],
    },
  },

  fields: ['readinessProbe'],
  *check(pod) {
    if (!isWhole(pod)) return;
    for (const container of pod.spec.containers) {
      const probe = container.probes.find(({ kind }) => kind === 'readinessProbe');
      if (!probe || !isPassive(pod, container) || targeted(pod, container)) continue;
      const main = pod.spec.containers.find((each) => pod.verdictOf(each).role === 'main' && targeted(pod, each));
      if (!main) continue;
      const service = pod.services.find((each) => targets(each, main))?.manifest.name?.value ?? '';
      const args = { container: container.label, main: main.label, service };
      yield { span: probe.keySpan, container, message: { id: 'gates', args } };
    }
  },
});

/** Whether no request to the main container passes through it, as far as we know for sure. */
function isPassive(pod: Pod, container: ContainerView): boolean {
  const { function: purpose, certainty } = pod.verdictOf(container);
  return certainty === 'high' && (purpose === 'metrics-exporter' || purpose === 'log-shipper');
}

function targeted({ services }: Pod, container: ContainerView): boolean {
  return services.some((service) => targets(service, container));
}

function targets({ ports }: Pod['services'][number], container: ContainerView): boolean {
  return ports.some(({ targetPort }) =>
    container.ports.some(({ port, name }) => port.value === targetPort?.value || name?.value === targetPort?.value),
  );
}
