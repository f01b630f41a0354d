import { numberOf } from '../../../syntax/access.js';
import { keySpanOf } from '../../conditions/given.js';
import { rejection } from '../../conditions/rejection.js';
import { ALWAYS_RESTARTED, isOwnKind } from '../../conditions/workload-object.js';
import { removeField } from '../../edits/remove-field.js';
import { defineRule } from '../rule.js';

export const invalidActiveDeadline = defineRule({
  id: 'invalid-active-deadline',
  meta: {
    title: 'Deadline that the pods cannot have',
    severity: 'error',
    since: '0.1.0',
    docs: `
      \`activeDeadlineSeconds\` in a pod spec ends the Pod after so many seconds, from 1 to 2147483647. The pods of a
      Deployment, ReplicaSet, StatefulSet, DaemonSet or ReplicationController run on, so they cannot have one. The API
      server rejects both.

      For a Job, mind that the field stands in the Job's own \`spec\` as well, where it counts for all tries together.`,
    references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup'],
    messages: {
      range: 'A deadline of {seconds} seconds is out of range, which is 1 to 2147483647',
      kind: 'Pods of a {kind} run on, so they cannot have activeDeadlineSeconds',
      remove: 'Remove {field}',
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
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.27
      activeDeadlineSeconds: 600
#     ^^^^^^^^^^^^^^^^^^^^^ invalid-active-deadline
`,
          fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.27
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
      containers:
      - name: report
        image: busybox:1.36
        command: [sh, -c, date]
      restartPolicy: Never
      activeDeadlineSeconds: 0
#                            ^ invalid-active-deadline
`,
          fixed: `
apiVersion: batch/v1
kind: Job
metadata:
  name: report
spec:
  template:
    spec:
      containers:
      - name: report
        image: busybox:1.36
        command: [sh, -c, date]
      restartPolicy: Never
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
      containers:
      - name: report
        image: busybox:1.36
        command: [sh, -c, date]
      restartPolicy: Never
      activeDeadlineSeconds: 600
`,
        },
      ],
    },
  },

  fields: ['activeDeadlineSeconds'],
  *check(pod) {
    const { manifest, spec } = pod;
    const seconds = numberOf(spec.node, 'activeDeadlineSeconds');
    if (!seconds) return;
    const kind = manifest.kind.value;
    const fixes = () => removeField(pod, spec.node, 'activeDeadlineSeconds', { id: 'remove', evenIfShared: true });
    if (ALWAYS_RESTARTED.includes(kind) && isOwnKind(manifest)) {
      const span = keySpanOf(spec.node, 'activeDeadlineSeconds', seconds.span);
      yield { span, message: { id: 'kind', args: { kind } }, fixes };
    } else if (seconds.value < 1 || (seconds.value > GREATEST && Number.isInteger(seconds.value))) {
      const message = { id: 'range' as const, args: { seconds: String(seconds.value) } };
      yield { ...rejection(pod), span: seconds.span, message, fixes };
    }
  },
});

const GREATEST = 2 ** 31 - 1;
