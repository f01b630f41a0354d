import { unready } from '../../contracts/unready.js';
import { addProbe } from '../../edits/add-probe.js';
import { makeFix } from '../../edits/make-fix.js';
import { defineRule } from '../rule.js';

export const missingReadinessProbe = defineRule({
  id: 'missing-readiness-probe',
  meta: {
    title: 'Container without a readiness probe',
    severity: 'information',
    since: '0.1.0',
    patterns: ['main', 'ambassador'],
    docs: `
      Without a readiness probe a container counts as ready from the moment its process runs. A Service then sends it
      requests while it still starts, and a rolling update goes on before the new Pods can answer.

      Only containers that run on and open a port are looked at. It is a **warning** where a Service beside the Pod sends
      traffic to a port that the container declares or is told to open. A Service with \`publishNotReadyAddresses\` would
      do so anyway and does not count. A startup probe holds the first requests back as well. Exporters, log shippers
      and other helpers are left out unless Services target them and not the main container: their readiness would only
      keep the whole Pod out of service. Jobs serve nobody.`,
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
    for (const container of pod.spec.containers) {
      const reason = unready(pod, container);
      if (!reason) continue;
      const { service, matters, port } = reason;
      const args = { container: container.label };
      yield {
        span: container.anchor,
        container,
        message: service === undefined ? { id: 'missing', args } : { id: 'served', args: { ...args, service } },
        severity: matters ? 'warning' : 'information',
        fixes: () =>
          makeFix(pod, { message: { id: 'add', args: {} } }, [addProbe(pod, container, 'readinessProbe', port)]),
      };
    }
  },
});
