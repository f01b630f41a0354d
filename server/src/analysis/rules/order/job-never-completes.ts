import { productOf } from '../../catalogue/catalogue.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { moveToInitContainers, NATIVE_SIDECARS } from '../../edits/native-sidecar.js';
import type { ContainerView } from '../../model/model.js';
import { runsToCompletion } from '../../model/workloads.js';
import type { Pod } from '../../pod.js';
import type { ContainerFunction } from '../../roles/role.js';
import { defineRule } from '../rule.js';

/** What containers of these functions do has no end. */
const LASTING: ReadonlySet<ContainerFunction> = new Set([
  'log-shipper',
  'config-reloader',
  'file-sync',
  'mesh-proxy',
  'auth-proxy',
  'tls-proxy',
  'outbound-proxy',
  'db-proxy',
  'metrics-exporter',
  'secrets-agent',
  'leader-election',
  'csi-helper',
  'controller-helper',
]);
const ENDLESS = /while\s+(?:true|:|\[\s*1\s*\])|for\s*\(\(;;|sleep\s+inf|tail\s+-\w*[fF]/;
/** Ways in which a helper learns that the work is done. */
const ENDS_BY_ITSELF =
  /quit|exit|one-?time|--?once\b|\btimeout\s|\bbreak\b|until\s|while\s+(?:!|\[\s*(?!1\s)|test\b|kill -0|pgrep|ps\b)|inotifywait|terminat|\bdone-?file|wait -n/i;
/** Ways in which the one that does the work ends the others. */
const ENDS_OTHERS = /quitquitquit|\bp?kill(?:all)?\b|\/(?:quit|exit|shutdown|terminate|stop)\b|exitexitexit/i;

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
        args: [--port=5432, project:region:sales, --health-check, "--http-address=0.0.0.0"]
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
    const { manifest, spec } = pod;
    if (!isWhole(pod) || !runsToCompletion(manifest.kind.value)) return;
    // Whoever sees the processes of the others can end them.
    if (spec.shareProcessNamespace?.value) return;
    const apps = spec.containers.filter(({ lifecycle }) => lifecycle === 'app');
    for (const container of apps) {
      const others = apps.filter((each) => each !== container);
      if (others.length === 0 || !lasts(pod, container)) continue;
      if (ENDS_BY_ITSELF.test(textOf(container)) || others.some((each) => ENDS_OTHERS.test(textOf(each)))) continue;
      const args = { container: container.label, kind: manifest.kind.value };
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
    yield* injectedProblems(pod, apps);
  },
});

function* injectedProblems({ injected, manifest }: Pod, apps: readonly ContainerView[]) {
  if (apps.some((each) => ENDS_OTHERS.test(textOf(each)))) return;
  for (const { name, injector, trigger, outlivesJobs } of injected) {
    if (!outlivesJobs) continue;
    const args = { container: name, product: injector.product, kind: manifest.kind.value };
    yield { span: trigger.keySpan, message: { id: 'injected' as const, args } };
  }
}

/** Whether it is a helper, by all that we know, and one whose work has no end. */
function lasts(pod: Pod, container: ContainerView): boolean {
  const { role, function: purpose, certainty } = pod.verdictOf(container);
  if (role === 'main' || role === 'init' || certainty === 'low') return false;
  if (LASTING.has(purpose) || ENDLESS.test(textOf(container))) return true;
  const product = productOf(container);
  return product !== undefined && product.role === role;
}

/** The command line with the environment, which says how it ends as well. */
function textOf({ command, args, env }: ContainerView): string {
  const settings = env.map(({ name, value }) => `${name.value}=${value?.value ?? ''}`);
  return [...[...command, ...args].map(({ value }) => value), ...settings].join(' ');
}
