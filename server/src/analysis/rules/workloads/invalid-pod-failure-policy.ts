import { asScalar, mapOf, mapsOf, seqOf, stringOf } from '../../../syntax/access.js';
import type { YamlMap, YamlSeq } from '../../../syntax/nodes.js';
import type { Span } from '../../../syntax/span.js';
import { isMissing, itemAnchor, keySpanOf, settledText } from '../../conditions/given.js';
import { isMisread, lacks } from '../../conditions/misread.js';
import { nearestName } from '../../conditions/nearest-name.js';
import { rejection } from '../../conditions/rejection.js';
import { isWhole } from '../../conditions/workload.js';
import { jobSpecOf } from '../../conditions/workload-object.js';
import { changeText } from '../../edits/change-text.js';
import { makeFix } from '../../edits/make-fix.js';
import { runsToCompletion } from '../../model/workloads.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix, type Problem } from '../rule.js';

export const invalidPodFailurePolicy = defineRule({
  id: 'invalid-pod-failure-policy',
  meta: {
    title: 'Pod failure policy that cannot be read',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A rule of a Job's \`podFailurePolicy\` has an \`action\` and looks either at exit codes or at conditions of the
      Pod. Exit codes come with \`In\` or \`NotIn\` and a list of at least one number, in rising order, each once; 0 is
      success, so it cannot stand behind \`In\`. A \`containerName\` names a container or an init container of the
      template. The API server rejects anything else.`,
    references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy'],
    messages: {
      container: "'{container}' is no container of this Job",
      similar: "'{container}' is no container of this Job; '{nearest}' is one",
      action: "'{action}' is no action; there are FailJob, FailIndex, Ignore and Count",
      index: 'FailIndex needs backoffLimitPerIndex in the Job',
      status: "'{status}' is no status of a condition; there are True, False and Unknown",
      operator: "'{operator}' is no operator for exit codes; there are In and NotIn",
      missing: 'A rule needs {field}',
      neither: 'A rule needs onExitCodes or onPodConditions',
      both: 'A rule has both onExitCodes and onPodConditions; it can have only one',
      replacement: 'With a podFailurePolicy the podReplacementPolicy can be Failed only',
      zero: 'Exit code 0 is success and cannot stand behind In',
      order: 'Exit codes stand in rising order, each once',
      change: "Change to '{nearest}'",
      sort: 'Sort the exit codes',
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
  podFailurePolicy:
    rules:
    - action: FailJob
      onExitCodes:
        containerName: reports
#                      ^^^^^^^ invalid-pod-failure-policy
        operator: In
        values: [42, 3]
#                    ^ invalid-pod-failure-policy
  template:
    spec:
      containers:
      - name: report
        image: busybox:1.36
        command: [sh, -c, date]
      restartPolicy: Never
`,
          fixed: `
apiVersion: batch/v1
kind: Job
metadata:
  name: report
spec:
  podFailurePolicy:
    rules:
    - action: FailJob
      onExitCodes:
        containerName: report
        operator: In
        values: [3, 42]
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
  podFailurePolicy:
    rules:
    - action: FailJob
      onExitCodes:
        containerName: report
        operator: In
        values: [3, 42]
    - action: Ignore
      onPodConditions:
      - type: DisruptionTarget
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
    },
  },

  fields: ['podFailurePolicy'],
  *check(pod) {
    if (!runsToCompletion(pod.manifest.kind.value)) return;
    const spec = jobSpecOf(pod.manifest);
    const policy = mapOf(spec, 'podFailurePolicy');
    const replacement = stringOf(spec, 'podReplacementPolicy');
    if (policy && replacement?.value === 'TerminatingOrFailed') yield problem(pod, replacement.span, 'replacement');
    for (const { node } of mapsOf(policy, 'rules')) yield* ruleFaults(pod, node);
  },
});

type Ids =
  | 'container'
  | 'similar'
  | 'action'
  | 'index'
  | 'status'
  | 'operator'
  | 'missing'
  | 'neither'
  | 'both'
  | 'replacement'
  | 'zero'
  | 'order'
  | 'change'
  | 'sort';

const ACTIONS = ['FailJob', 'FailIndex', 'Ignore', 'Count'];

/** Source: batch/validation, validatePodFailurePolicyRule. */
function* ruleFaults(pod: Pod, rule: YamlMap): Iterable<Problem<Ids>> {
  const anchor = itemAnchor(rule, 'action');
  const action = settledText(rule, 'action');
  const isUnknown = action !== undefined && !ACTIONS.includes(action.value);
  if (isUnknown) yield problem(pod, action.span, 'action', { action: action.value });
  if (lacks(pod, rule, 'action')) yield problem(pod, anchor, 'missing', { field: 'action' });
  const spec = jobSpecOf(pod.manifest);
  if (action?.value === 'FailIndex' && spec && lacks(pod, spec, 'backoffLimitPerIndex'))
    yield problem(pod, action.span, 'index');
  const codes = mapOf(rule, 'onExitCodes');
  const conditions = mapsOf(rule, 'onPodConditions');
  if (codes && conditions.length > 0) yield problem(pod, keySpanOf(rule, 'onPodConditions', anchor), 'both');
  if (!isUnknown && lacks(pod, rule, 'onExitCodes') && isEmptyList(rule, 'onPodConditions'))
    yield problem(pod, anchor, 'neither');
  if (codes) yield* codeFaults(pod, rule, codes);
  for (const { node } of conditions) yield* conditionFaults(pod, node);
}

const STATUSES = ['True', 'False', 'Unknown'];

/** Source: batch/validation, validatePodFailurePolicyRuleOnPodConditions. */
function* conditionFaults(pod: Pod, condition: YamlMap): Iterable<Problem<Ids>> {
  const status = settledText(condition, 'status');
  if (status && !STATUSES.includes(status.value)) yield problem(pod, status.span, 'status', { status: status.value });
  if (lacks(pod, condition, 'type'))
    yield problem(pod, itemAnchor(condition, 'status'), 'missing', { field: 'onPodConditions[].type' });
}

/** Source: batch/validation, validatePodFailurePolicyRuleOnExitCodes. */
function* codeFaults(pod: Pod, rule: YamlMap, codes: YamlMap): Iterable<Problem<Ids>> {
  const operator = settledText(codes, 'operator');
  const anchor = keySpanOf(rule, 'onExitCodes', codes.span);
  if (operator && operator.value !== 'In' && operator.value !== 'NotIn')
    yield problem(pod, operator.span, 'operator', { operator: operator.value });
  if (lacks(pod, codes, 'operator')) yield problem(pod, anchor, 'missing', { field: 'operator' });
  if (isEmptyList(codes, 'values') && isWhole(pod) && !isMisread(pod.manifest, codes.span))
    yield problem(pod, anchor, 'missing', { field: 'values' });
  yield* valueFaults(pod, codes, operator?.value === 'In');
  yield* containerFaults(pod, codes);
}

function isEmptyList(map: YamlMap, key: string): boolean {
  return isMissing(map, key) || seqOf(map, key)?.items.length === 0;
}

function* valueFaults(pod: Pod, codes: YamlMap, isIn: boolean): Iterable<Problem<Ids>> {
  const list = seqOf(codes, 'values');
  let last: number | undefined;
  for (const item of list?.items ?? []) {
    const scalar = asScalar(item);
    if (typeof scalar?.value !== 'number') return;
    if (scalar.value === 0 && isIn) yield problem(pod, scalar.span, 'zero');
    if (last !== undefined && scalar.value <= last) {
      yield { ...problem(pod, scalar.span, 'order'), fixes: () => (list ? sorting(pod, list) : []) };
      return;
    }
    last = scalar.value;
  }
}

/** Puts the numbers in order where they stand, and takes the repeated ones away from a list in one line. */
function sorting(pod: Pod, list: YamlSeq): readonly Fix<Ids>[] {
  const numbers = list.items.map((item) => asScalar(item)?.value).filter((value) => typeof value === 'number');
  const sorted = [...new Set(numbers)].toSorted((one, other) => one - other);
  const message = { id: 'sort' as const, args: {} };
  const { text } = pod.manifest.document;
  // A comment may be about the number that it stands beside.
  if (text.slice(list.span.start, list.span.end).includes('#')) return [];
  if (!list.block) {
    return makeFix(pod, { message, applicability: 'safe' }, [{ span: list.span, newText: `[${sorted.join(', ')}]` }]);
  }
  if (sorted.length < list.items.length) return [];
  const edits = list.items.map((item, index) => item && { span: item.span, newText: String(sorted[index]) });
  return makeFix(pod, { message, applicability: 'safe' }, edits);
}

function* containerFaults(pod: Pod, codes: YamlMap): Iterable<Problem<Ids>> {
  const name = settledText(codes, 'containerName');
  const names = pod.spec.containers.flatMap((each) =>
    each.list === 'ephemeralContainers' ? [] : (each.name?.value ?? []),
  );
  if (!name || !isWhole(pod) || names.includes(name.value)) return;
  const nearest = nearestName(name.value, names);
  const args = { container: name.value, nearest: nearest ?? '' };
  const id = nearest === undefined ? 'container' : 'similar';
  yield { ...problem(pod, name.span, id, args), fixes: () => changeText(pod, name, nearest, { id: 'change' }) };
}

function problem(pod: Pod, span: Span, id: Ids, args: Record<string, string> = {}): Problem<Ids> {
  return { ...rejection(pod), span, message: { id, args } };
}
