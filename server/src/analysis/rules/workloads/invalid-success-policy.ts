import { mapOf, mapsOf, numberOf, seqOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import type { Span } from '../../../syntax/span.js';
import { isAbsent, itemAnchor, keySpanOf, settledText } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { isWhole } from '../../conditions/workload.js';
import { isOwnKind, jobSpecOf } from '../../conditions/workload-object.js';
import { runsToCompletion } from '../../model/workloads.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidSuccessPolicy = defineRule({
  id: 'invalid-success-policy',
  meta: {
    title: 'Success policy that cannot be met',
    severity: 'error',
    since: '0.1.0',
    docs: `
      The \`successPolicy\` of an indexed Job has rules. Each has \`succeededIndexes\`, a list of rising numbers and
      ranges below the number of completions, or a \`succeededCount\` not above it, or both: then the count is of the
      listed indexes. The API server rejects anything else.`,
    references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#success-policy'],
    messages: {
      rules: 'A successPolicy needs rules',
      rule: 'A rule of a successPolicy needs succeededIndexes or succeededCount',
      above: 'The succeededCount is {count}, which is more than there are completions, {completions}',
      unlisted: 'The succeededCount is {count}, and succeededIndexes has only {listed} indexes',
      indexes: "'{indexes}' is no list of rising indexes below {completions}",
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
  completionMode: Indexed
  completions: 3
  successPolicy:
    rules:
    - succeededIndexes: 0,3
#                       ^^^ invalid-success-policy
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: report
        image: busybox:1.36
        command: [sh, -c, date]
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
  completionMode: Indexed
  completions: 3
  successPolicy:
    rules:
    - succeededIndexes: 0,2
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: report
        image: busybox:1.36
        command: [sh, -c, date]
`,
        },
      ],
    },
  },

  fields: ['successPolicy'],

  *check(pod) {
    const { manifest } = pod;
    if (!runsToCompletion(manifest.kind.value) || !isOwnKind(manifest) || !isWhole(pod)) return;
    const spec = jobSpecOf(manifest);
    if (spec) yield* policyFaults(pod, spec);
  },
});

type Ids = 'rules' | 'rule' | 'above' | 'unlisted' | 'indexes';

/** Source: batch/validation, validateSuccessPolicy. */
function* policyFaults(pod: Pod, spec: YamlMap): Iterable<Problem<Ids>> {
  const completions = numberOf(spec, 'completions')?.value;
  const policy = mapOf(spec, 'successPolicy');
  if (!policy || isMisread(pod.manifest, policy.span)) return;
  if (isAbsent(policy, 'rules') || seqOf(policy, 'rules')?.items.length === 0)
    yield { span: keySpanOf(spec, 'successPolicy', policy.span), message: { id: 'rules', args: {} } };
  for (const { node: rule } of mapsOf(policy, 'rules')) {
    if (isAbsent(rule, 'succeededCount') && isAbsent(rule, 'succeededIndexes'))
      yield { span: ruleAnchor(policy, rule), message: { id: 'rule', args: {} } };
    if (completions !== undefined) yield* ruleFaults(rule, completions);
  }
}

function ruleAnchor(policy: YamlMap, rule: YamlMap): Span {
  return rule.pairs.length > 0 ? itemAnchor(rule) : keySpanOf(policy, 'rules', rule.span);
}

/** Source: batch/validation, validateSuccessPolicyRule. */
function* ruleFaults(rule: YamlMap, completions: number): Iterable<Problem<Ids>> {
  const indexes = settledText(rule, 'succeededIndexes');
  const listed = indexes && countOf(indexes.value, completions);
  if (indexes && listed === undefined) {
    const args = { indexes: indexes.value, completions: String(completions) };
    yield { span: indexes.span, message: { id: 'indexes', args } };
  }
  const count = numberOf(rule, 'succeededCount');
  if (!count || count.value <= (listed ?? completions)) return;
  const args = { count: String(count.value), completions: String(completions), listed: String(listed ?? 0) };
  yield { span: count.span, message: { id: count.value > completions ? 'above' : 'unlisted', args } };
}

/** How many indexes `0,2-4` has; undefined where they do not rise, or not stay below the number of completions. */
function countOf(indexes: string, completions: number): number | undefined {
  let last = -1;
  let count = 0;
  for (const part of indexes.split(',')) {
    const [, low, high = low] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    const [from, to] = [Number(low), Number(high)];
    if (!(from > last && to < completions && (part.includes('-') ? from < to : from === to))) return undefined;
    count += to - from + 1;
    last = to;
  }
  return count;
}
