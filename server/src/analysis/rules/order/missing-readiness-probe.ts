import { entryOf } from '../../../syntax/access.js';
import { isWhole, runningContainers, runsOn } from '../../conditions/workload.js';
import { addProbe } from '../../edits/add-probe.js';
import { makeFix } from '../../edits/make-fix.js';
import { portUses } from '../../facts/port-uses.js';
import type { ContainerPort, ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import type { ContainerFunction } from '../../roles/role.js';
import { defineRule } from '../rule.js';

/** Sidecars that stand in front of the main container: traffic passes through them. */
const INBOUND: readonly ContainerFunction[] = ['auth-proxy', 'tls-proxy', 'mesh-proxy'];

export const missingReadinessProbe = defineRule({
  id: 'missing-readiness-probe',
  meta: {
    title: 'Container without a readiness probe',
    severity: 'information',
    since: '0.1.0',
    docs: `
      Without a readiness probe a container counts as ready from the moment its process runs. A Service then sends it
      requests while it still starts, and a rolling update goes on before the new Pods can answer.

      Only containers that run on and declare a port are looked at. It is a **warning** where a Service of the same
      file sends traffic to the container. Exporters, log shippers and other helpers are left out unless a Service
      targets them: their readiness would only keep the whole Pod out of service.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/probes/',
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
    ],
    messages: {
      missing: "'{container}' has no readiness probe: it counts as ready before it can answer",
      served: "'{container}' has no readiness probe: the Service '{service}' sends it traffic before it can answer",
      add: 'Add a readiness probe',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
#             ^^^ missing-readiness-probe
        image: nginx:1.27
        ports:
        - name: http
          containerPort: 80
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: {app: web}
  ports:
  - port: 80
    targetPort: http
`,
          fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: nginx:1.27
        ports:
        - name: http
          containerPort: 80
        readinessProbe:
          httpGet:
            path: /
            port: http
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: {app: web}
  ports:
  - port: 80
    targetPort: http
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: report
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: report
        image: registry.example/report:1.4
        ports:
        - containerPort: 8080
`,
        },
      ],
    },
  },

  *check(pod) {
    if (!isWhole(pod) || !runsOn(pod)) return;
    for (const container of runningContainers(pod.spec)) {
      const ports = container.ports.filter(({ protocol }) => protocol === 'TCP');
      if (ports.length === 0 || entryOf(container.node, 'readinessProbe')) continue;
      const served = servedPort(pod, container, ports);
      const central = answersForThePod(pod, container);
      if (!served && !central) continue;
      yield {
        span: container.anchor,
        container,
        message: served
          ? { id: 'served', args: { container: container.label, service: served.service } }
          : { id: 'missing', args: { container: container.label } },
        severity: served && central ? 'warning' : 'information',
        fixes: () =>
          makeFix(pod, { message: { id: 'add', args: {} } }, [
            addProbe(pod, container, 'readinessProbe', served?.port ?? ports[0]),
          ]),
      };
    }
  },
});

function answersForThePod(pod: Pod, container: ContainerView): boolean {
  const verdict = pod.verdictOf(container);
  return verdict.role === 'main' || verdict.role === 'ambassador' || INBOUND.includes(verdict.function);
}

/** The first port that a Service sends traffic to, with the Service's name. */
function servedPort(pod: Pod, container: ContainerView, ports: readonly ContainerPort[]) {
  for (const port of ports) {
    const name = portUses(pod, container, port).services[0]?.service.manifest.name;
    if (name) return { port, service: name.value };
  }
  return undefined;
}
