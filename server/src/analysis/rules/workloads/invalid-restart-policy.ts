import { mapOf } from '../../../syntax/access.js';
import { setIn } from '../../../syntax/edit.js';
import type { Located } from '../../../syntax/span.js';
import { isMissing, keySpanOf, settledText } from '../../conditions/given.js';
import { standsElsewhere } from '../../conditions/misread.js';
import { nearestWord } from '../../conditions/nearest-name.js';
import { rejection } from '../../conditions/rejection.js';
import { isWhole, rejectionSeverity } from '../../conditions/workload.js';
import { ALWAYS_RESTARTED, jobSpecOf } from '../../conditions/workload-object.js';
import { changeWord } from '../../edits/change-text.js';
import { makeFix } from '../../edits/make-fix.js';
import { runsToCompletion } from '../../model/workloads.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix, type Problem } from '../rule.js';

export const invalidRestartPolicy = defineRule({
  id: 'invalid-restart-policy',
  meta: {
    title: 'Restart policy that the workload cannot have',
    severity: 'error',
    since: '0.1.0',
    docs: `
      The pods of a Deployment, ReplicaSet, StatefulSet, DaemonSet or ReplicationController are always started again, so
      their \`restartPolicy\` can only be \`Always\`, which is the default. The pods of a Job come to an end, so theirs
      is \`OnFailure\` or \`Never\` and has to be given. The API server rejects anything else.

      With a \`podFailurePolicy\` a Job needs \`Never\`.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy',
      'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
    ],
    messages: {
      unknown: "'{policy}' is no restart policy; there are Always, OnFailure and Never",
      always: 'Pods of a {kind} are always restarted, so the restart policy cannot be {policy}',
      missing: 'A {kind} needs a restart policy, OnFailure or Never, as its default would be Always',
      job: 'Pods of a {kind} come to an end, so the restart policy cannot be {policy}',
      failurePolicy: 'With a podFailurePolicy the restart policy has to be Never',
      change: 'Change to {nearest}',
      add: 'Add restartPolicy: {policy}',
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
      restartPolicy: OnFailure
#                    ^^^^^^^^^ invalid-restart-policy
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
      restartPolicy: Always
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
#   ^^^^ invalid-restart-policy
      containers:
      - name: report
        image: busybox:1.36
        command: [sh, -c, date]
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
      restartPolicy: OnFailure
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
  restartPolicy: onfailure
#                ^^^^^^^^^ invalid-restart-policy
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
  restartPolicy: OnFailure
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
`,
        },
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
      restartPolicy: Always
`,
        },
      ],
    },
  },

  *check(pod) {
    const { manifest, spec } = pod;
    const policy = settledText(spec.node, 'restartPolicy');
    const problem = policy && problemOf(pod, policy);
    if (problem) yield problem;
    if (!runsToCompletion(manifest.kind.value) || !isMissing(spec.node, 'restartPolicy') || !isWhole(pod)) return;
    if (standsElsewhere(manifest, spec.node, 'restartPolicy')) return;
    yield {
      severity: rejectionSeverity(pod),
      span: keySpanOf(spec.node, 'restartPolicy', spec.keySpan),
      message: { id: 'missing', args: { kind: manifest.kind.value } },
      fixes: () => additions(pod),
    };
  },
});

type Ids = 'unknown' | 'always' | 'missing' | 'job' | 'failurePolicy' | 'change' | 'add';

const POLICIES: readonly string[] = ['Always', 'OnFailure', 'Never'];

/** Kinds whose pods are always restarted, those of others included that follow the Deployment. */
const ALWAYS: ReadonlySet<string> = new Set([...ALWAYS_RESTARTED, 'Rollout', 'DeploymentConfig']);

/** What a Job may have: with a `podFailurePolicy`, its Pods are never restarted. */
function jobPolicies({ manifest }: Pod): readonly string[] {
  return mapOf(jobSpecOf(manifest), 'podFailurePolicy') ? ['Never'] : ['OnFailure', 'Never'];
}

function problemOf(pod: Pod, given: Located<string>): Problem<Ids> | undefined {
  const { value: policy, span } = given;
  const kind = pod.manifest.kind.value;
  const args = { kind, policy };
  const change = (policies: readonly string[]) => () =>
    policies.flatMap((each) => changeWord(pod, given, each, 'change'));
  if (ALWAYS.has(kind)) {
    if (policy === 'Always') return undefined;
    const id = POLICIES.includes(policy) ? 'always' : 'unknown';
    return { severity: rejectionSeverity(pod), span, message: { id, args }, fixes: change(['Always']) };
  }
  const fitting = runsToCompletion(kind) ? jobPolicies(pod) : POLICIES;
  if (fitting.includes(policy)) return undefined;
  const shared = { ...rejection(pod), span };
  if (!POLICIES.includes(policy))
    return { ...shared, message: { id: 'unknown', args }, fixes: change(meantPolicies(policy, fitting)) };
  return { ...shared, message: { id: policy === 'Always' ? 'job' : 'failurePolicy', args }, fixes: change(fitting) };
}

function meantPolicies(policy: string, fitting: readonly string[]): readonly string[] {
  const onFailure = /fail/i.test(policy) ? fitting.find((each) => each === 'OnFailure') : undefined;
  return [onFailure ?? nearestWord(policy, fitting)].filter((each) => each !== undefined);
}

function additions(pod: Pod): readonly Fix<Ids>[] {
  return jobPolicies(pod).flatMap((policy) =>
    makeFix(pod, { message: { id: 'add', args: { policy } } }, [
      setIn(pod.manifest.document, pod.spec.node, ['restartPolicy'], policy),
    ]),
  );
}
