import { stoppedEarly } from '../../contracts/stopped-early.js';
import { makeFix } from '../../edits/make-fix.js';
import { moveToInitContainers, NATIVE_SIDECARS } from '../../edits/native-sidecar.js';
import { defineRule } from '../rule.js';

export const helperStoppedEarly = defineRule({
  id: 'helper-stopped-early',
  meta: {
    title: 'Helper that is told to stop together with the container that still needs it',
    severity: 'information',
    since: '0.1.0',
    patterns: ['sidecar', 'ambassador'],
    docs: `
      When a pod ends, all entries of \`containers\` are told to stop at once. A main container that takes its time, as its
      \`preStop\` hook or a long grace period says, then loses its proxy or the shipper of its last lines while it still
      works. A native sidecar is told to stop only after the main container has ended.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-flow',
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
    ],
    kubernetes: NATIVE_SIDECARS,
    messages: {
      early: "'{container}' is told to stop together with '{main}', which takes its time and still needs it",
      move: "Make '{container}' a native sidecar",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  terminationGracePeriodSeconds: 120
  containers:
  - name: web
    image: registry.example/shop:1.4
    env:
    - {name: DB_HOST, value: 127.0.0.1}
    - {name: DB_PORT, value: "5432"}
  - name: db-proxy
#         ^^^^^^^^ helper-stopped-early
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1
    args: [--port=5432, "project:region:sales"]
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  terminationGracePeriodSeconds: 120
  initContainers:
  - name: db-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1
    restartPolicy: Always
    args: [--port=5432, "project:region:sales", --health-check, --http-address=0.0.0.0]
    startupProbe:
      httpGet:
        path: /startup
        port: 9090
      periodSeconds: 2
      failureThreshold: 30
  containers:
  - name: web
    image: registry.example/shop:1.4
    env:
    - {name: DB_HOST, value: 127.0.0.1}
    - {name: DB_PORT, value: "5432"}
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
  containers:
  - name: web
    image: registry.example/shop:1.4
    env:
    - {name: DB_HOST, value: 127.0.0.1}
    - {name: DB_PORT, value: "5432"}
  - name: db-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1
    args: [--port=5432, "project:region:sales"]
`,
        },
      ],
    },
  },

  *check(pod) {
    for (const container of pod.spec.containers) {
      const main = stoppedEarly(pod, container);
      if (!main) continue;
      const args = { container: container.label, main: main.label };
      yield {
        span: container.anchor,
        container,
        message: { id: 'early', args },
        fixes: () =>
          makeFix(
            pod,
            { message: { id: 'move', args }, kubernetes: NATIVE_SIDECARS },
            moveToInitContainers(pod, container),
          ),
      };
    }
  },
});
