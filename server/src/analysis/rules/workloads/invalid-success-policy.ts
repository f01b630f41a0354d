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
      ranges below the number of completions, or a \`succeededCount\` not above it, or both. The API server rejects
      anything else.`,
    references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#success-policy'],
    messages: {
      rules: 'A successPolicy needs rules',
      rule: 'A rule of a successPolicy needs succeededIndexes or succeededCount',
      above: 'The succeededCount is {count}, which is more than there are completions, {completions}',
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

type Ids = 'rules' | 'rule' | 'above' | 'indexes';

/** Source: batch/validation, validateSuccessPolicy. */
function* policyFaults(pod: Pod, spec: YamlMap): Iterable<Problem<Ids>> {
  const completions = numberOf(spec, 'completions')?.value;
  const policy = mapOf(spec, 'successPolicy');
  if (!policy || isMisread(pod.manifest, policy.span)) return;
  if (isAbsent(policy, 'rules') || seqOf(policy, 'rules')?.items.length === 0)
    yield { span: keySpanOf(spec, 'successPolicy', policy.span), message: { id: 'rules', args: {} } };
  for (const { node: rule } of mapsOf(policy, 'rules')) {
    const count = numberOf(rule, 'succeededCount');
    const indexes = settledText(rule, 'succeededIndexes');
    if (isAbsent(rule, 'succeededCount') && isAbsent(rule, 'succeededIndexes'))
      yield { span: ruleAnchor(policy, rule), message: { id: 'rule', args: {} } };
    if (completions === undefined) continue;
    if (count && count.value > completions)
      yield {
        span: count.span,
        message: { id: 'above', args: { count: String(count.value), completions: String(completions) } },
      };
    if (indexes && !areRising(indexes.value, completions)) {
      const args = { indexes: indexes.value, completions: String(completions) };
      yield { span: indexes.span, message: { id: 'indexes', args } };
    }
  }
}

function ruleAnchor(policy: YamlMap, rule: YamlMap): Span {
  return rule.pairs.length > 0 ? itemAnchor(rule) : keySpanOf(policy, 'rules', rule.span);
}

/** `0,2-4`: rising, none twice, all below the number of completions. */
function areRising(indexes: string, completions: number): boolean {
  let last = -1;
  for (const part of indexes.split(',')) {
    const [, low, high] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (low === undefined || Number(low) <= last || (high !== undefined && Number(high) <= Number(low))) return false;
    last = Number(high ?? low);
  }
  return last < completions;
}
