import { entryOf } from '../../../syntax/access.js';
import { isFilledIn } from '../../conditions/filled-in.js';
import { isWhole, runningContainers, runsOn } from '../../conditions/workload.js';
import { addProbe } from '../../edits/add-probe.js';
import { makeFix } from '../../edits/make-fix.js';
import { defineRule } from '../rule.js';

export const missingLivenessProbe = defineRule({
  id: 'missing-liveness-probe',
  meta: {
    title: 'Container without a liveness probe',
    severity: 'hint',
    enabled: false,
    since: '0.1.0',
    patterns: ['main', 'sidecar', 'ambassador', 'adapter'],
    docs: `
      A process that hangs but does not end is restarted only by a liveness probe. Most processes end when they are
      broken, and a probe that is too strict restarts healthy containers under load, so the rule is off by default: it is
      for those who want every container that runs on to have one. Containers of Jobs end by themselves.

      The quick fix asks what another probe of the container asks. Give a liveness probe more time than the readiness
      probe: a container should be out of service before it is restarted.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/probes/',
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
    ],
    messages: {
      missing: "'{container}' has no liveness probe: nothing restarts it when it hangs",
      add: 'Add a liveness probe',
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
  containers:
  - name: web
#         ^^^ missing-liveness-probe
    image: registry.example/shop:1.4
    readinessProbe:
      httpGet:
        path: /healthz
        port: 8080
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: registry.example/shop:1.4
    readinessProbe:
      httpGet:
        path: /healthz
        port: 8080
    livenessProbe:
      httpGet:
        path: /healthz
        port: 8080
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
`,
        },
      ],
    },
  },

  *check(pod) {
    if (!isWhole(pod) || !runsOn(pod)) return;
    for (const container of runningContainers(pod.spec)) {
      if (entryOf(container.node, 'livenessProbe') || isFilledIn(container)) continue;
      // One that begins at once would restart a container that another probe still gives time to start.
      const isSlow = container.probes.some(
        ({ kind, node }) => kind !== 'startupProbe' && entryOf(node, 'initialDelaySeconds'),
      );
      const port = container.ports.find(({ protocol }) => protocol === 'TCP');
      yield {
        span: container.anchor,
        container,
        message: { id: 'missing', args: { container: container.label } },
        fixes: () =>
          isSlow
            ? []
            : makeFix(pod, { message: { id: 'add', args: {} } }, [addProbe(pod, container, 'livenessProbe', port)]),
      };
    }
  },
});
