import { isWhole } from '../../conditions/workload.js';
import { mainContainer } from '../../contracts/main-container.js';
import { outlivesJob } from '../../contracts/outlives-job.js';
import { makeFix } from '../../edits/make-fix.js';
import { moveToInitContainers, NATIVE_SIDECARS } from '../../edits/native-sidecar.js';
import { requestOf } from '../../facts/pod-totals.js';
import type { ContainerView } from '../../model/model.js';
import { runsToCompletion } from '../../model/workloads.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const sidecarOomFirst = defineRule({
  id: 'sidecar-oom-first',
  meta: {
    title: 'Helper of a Job that is ended first and never started again',
    severity: 'hint',
    since: '0.1.0',
    patterns: ['sidecar', 'ambassador', 'adapter'],
    docs: `
      When a node runs short of memory, the kernel ends first what has reserved none. In a Job with
      \`restartPolicy: Never\` that helper stays away: the Job goes on without its proxy or its logs, and its Pod
      counts as failed in the end, whatever the main container has done. A native sidecar is always started again, and is
      ended no sooner than the main container (KEP-753).

      A helper that keeps the Job from completing is reported for that alone.`,
    references: [
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers',
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#jobs-with-sidecar-containers',
    ],
    kubernetes: NATIVE_SIDECARS,
    messages: {
      first:
        "'{container}' requests no memory, so it is ended first when the node runs short, and '{main}' goes on without it",
      helper: 'The helper that requests no memory',
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
#                    ^^^^^ sidecar-oom-first
      containers:
      - name: report
        image: registry.example/report:1.4
        command: [sh, -c, "report > /logs/report.log; touch /logs/done"]
        resources:
          requests: {memory: 512Mi}
        volumeMounts:
        - {name: logs, mountPath: /logs}
      - name: log-agent
        image: fluent/fluent-bit:3.2
        command: [sh, -c, "fluent-bit -i tail -p path=/logs/report.log & until [ -f /logs/done ]; do sleep 1; done"]
        volumeMounts:
        - {name: logs, mountPath: /logs, readOnly: true}
      volumes:
      - {name: logs, emptyDir: {}}
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
      - name: log-agent
        image: fluent/fluent-bit:3.2
        restartPolicy: Always
        command: [sh, -c, "fluent-bit -i tail -p path=/logs/report.log & until [ -f /logs/done ]; do sleep 1; done"]
        volumeMounts:
        - {name: logs, mountPath: /logs, readOnly: true}
      containers:
      - name: report
        image: registry.example/report:1.4
        command: [sh, -c, "report > /logs/report.log; touch /logs/done"]
        resources:
          requests: {memory: 512Mi}
        volumeMounts:
        - {name: logs, mountPath: /logs}
      volumes:
      - {name: logs, emptyDir: {}}
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
        command: [sh, -c, "report > /logs/report.log; touch /logs/done"]
        resources:
          requests: {memory: 512Mi}
        volumeMounts:
        - {name: logs, mountPath: /logs}
      - name: log-agent
        image: fluent/fluent-bit:3.2
        command: [sh, -c, "fluent-bit -i tail -p path=/logs/report.log & until [ -f /logs/done ]; do sleep 1; done"]
        volumeMounts:
        - {name: logs, mountPath: /logs, readOnly: true}
        resources:
          requests: {memory: 128Mi}
      volumes:
      - {name: logs, emptyDir: {}}
`,
        },
      ],
    },
  },

  fields: ['restartPolicy'],
  *check(pod) {
    const { restartPolicy, resources, containers } = pod.spec;
    if (restartPolicy?.value !== 'Never' || !runsToCompletion(pod.manifest.kind.value)) return;
    if (resources || containers.length < 2 || !isWhole(pod)) return;
    const main = mainContainer(pod);
    if (!main || !(requestOf(main, 'memory')?.nanos ?? 0n)) return;
    for (const container of containers.filter((each) => isEndedFirst(pod, each))) {
      const args = { container: container.label, main: main.label };
      yield {
        span: restartPolicy.span,
        container,
        message: { id: 'first', args },
        related: [{ span: container.anchor, message: { id: 'helper', args: {} } }],
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

/** A helper that ends with the Job's work and requests no memory. */
function isEndedFirst(pod: Pod, container: ContainerView): boolean {
  const { role, certainty } = pod.verdictOf(container);
  if (container.lifecycle !== 'app' || role === 'main' || certainty === 'low') return false;
  return !requestOf(container, 'memory') && !outlivesJob(pod, container);
}
