import { endsOthers, outlivesJob, waitsForAll } from '../../contracts/outlives-job.js';
import { makeFix } from '../../edits/make-fix.js';
import { moveToInitContainers, NATIVE_SIDECARS } from '../../edits/native-sidecar.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const jobNeverCompletes = defineRule({
  id: 'job-never-completes',
  meta: {
    title: 'Helper that keeps a Job from completing',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['sidecar', 'ambassador', 'adapter'],
    docs: `
      A Job is complete when every entry of \`containers\` has ended. A sidecar, ambassador or adapter serves until it is
      told to stop, so beside it the work may be done and the Job still runs.

      List the helper under \`initContainers\` with \`restartPolicy: Always\`: such a native sidecar starts before the
      work and is stopped when the work has ended (Kubernetes 1.29 or later). Helpers whose command shows that they end
      by themselves are left out, and Pods whose containers see each other's processes.

      A container that will be injected counts where its labels and annotations leave no doubt: a mesh proxy for which
      native sidecars are switched off, and an agent of Vault that nothing may tell to quit. For the latter,
      \`vault.hashicorp.com/agent-pre-populate-only: "true"\` leaves the init container alone.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers',
      'https://github.com/kubernetes/kubernetes/issues/25908',
    ],
    messages: {
      outlives: "'{container}' never ends by itself, so this {kind} never completes",
      injected: "'{container}', which {product} injects here, never ends by itself, so this {kind} never completes",
      move: "Make '{container}' a native sidecar",
    },
    examples: {
      bad: [
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
        env:
        - name: DATABASE_URL
          value: postgres://localhost:5432/sales
      # Speaks TLS to the database.
      - name: db-proxy
#             ^^^^^^^^ job-never-completes
        image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1
        args: [--port=5432, project:region:sales]
`,
          fixed: `
apiVersion: batch/v1
kind: Job
metadata:
  name: report
spec:
  template:
    spec:
      restartPolicy: Never
      initContainers:
      # Speaks TLS to the database.
      - name: db-proxy
        image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1
        restartPolicy: Always
        args: [--port=5432, project:region:sales, --health-check, --http-address=0.0.0.0]
        startupProbe:
          httpGet:
            path: /startup
            port: 9090
          periodSeconds: 2
          failureThreshold: 30
      containers:
      - name: report
        image: registry.example/report:1.4
        env:
        - name: DATABASE_URL
          value: postgres://localhost:5432/sales
`,
        },
        {
          yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: report
spec:
  template:
    metadata:
      annotations:
        vault.hashicorp.com/agent-inject: "true"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ job-never-completes
    spec:
      restartPolicy: Never
      containers:
      - name: report
        image: registry.example/report:1.4
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
    metadata:
      annotations:
        vault.hashicorp.com/agent-inject: "true"
        vault.hashicorp.com/agent-pre-populate-only: "true"
    spec:
      restartPolicy: Never
      containers:
      - name: report
        image: registry.example/report:1.4
`,
        },
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
        command: [sh, -c, "report && curl -X POST http://localhost:9091/quitquitquit"]
      - name: db-proxy
        image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1
        args: [--quitquitquit, --port=5432, project:region:sales]
`,
        },
      ],
    },
  },

  *check(pod) {
    if (!waitsForAll(pod)) return;
    const apps = pod.spec.containers.filter(({ lifecycle }) => lifecycle === 'app');
    for (const container of apps.filter((each) => outlivesJob(pod, each))) {
      const args = { container: container.label, kind: pod.manifest.kind.value };
      yield {
        span: container.anchor,
        container,
        message: { id: 'outlives', args },
        fixes: () =>
          makeFix(
            pod,
            { message: { id: 'move', args }, kubernetes: NATIVE_SIDECARS },
            moveToInitContainers(pod, container),
          ),
      };
    }
    if (!apps.some(endsOthers)) yield* injectedProblems(pod);
  },
});

function* injectedProblems({ injected, manifest }: Pod) {
  for (const { name, injector, trigger, outlivesJobs } of injected) {
    if (!outlivesJobs) continue;
    const args = { container: name, product: injector.product, kind: manifest.kind.value };
    yield { span: trigger.keySpan, message: { id: 'injected' as const, args } };
  }
}
