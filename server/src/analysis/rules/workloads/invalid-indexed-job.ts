import { booleanOf, mapOf, mapsOf, nodeOf, numberOf, seqOf, stringOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import type { Span } from '../../../syntax/span.js';
import { isAbsent, isMissing, itemAnchor, keySpanOf, settledText } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { isWhole } from '../../conditions/workload.js';
import { isOwnKind, jobSpecOf } from '../../conditions/workload-object.js';
import { runsToCompletion } from '../../model/workloads.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidIndexedJob = defineRule({
  id: 'invalid-indexed-job',
  meta: {
    title: 'Job whose settings do not fit together',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A Job with \`completionMode: Indexed\` says with \`completions\` how many indexes there are. Limits per index
      (\`backoffLimitPerIndex\`, \`maxFailedIndexes\`) and a \`successPolicy\` are for such a Job alone. A rule of a
      success policy has \`succeededIndexes\`, a list of rising numbers and ranges below the number of completions, or a
      \`succeededCount\` not above it, or both. With a \`podFailurePolicy\` failed Pods are replaced when they are gone:
      \`podReplacementPolicy: Failed\`. The API server rejects anything else.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode',
      'https://kubernetes.io/docs/concepts/workloads/controllers/job/#backoff-limit-per-index',
      'https://kubernetes.io/docs/concepts/workloads/controllers/job/#success-policy',
    ],
    messages: {
      completions: 'An indexed Job needs completions',
      indexed: '{field} needs completionMode: Indexed',
      limit: 'The maxFailedIndexes need backoffLimitPerIndex beside them',
      above: '{field} is {count}, which is more than there are completions, {completions}',
      most: '{field} is {count}, and an indexed Job can have {most}',
      rules: 'A successPolicy needs rules',
      rule: 'A rule of a successPolicy needs succeededIndexes or succeededCount',
      indexes: "'{indexes}' is no list of rising indexes below {completions}",
      replacement: 'With a podFailurePolicy the podReplacementPolicy can be Failed only',
      selector: 'A manualSelector needs a selector',
      manual: 'A Job makes its selector itself; another one needs manualSelector: true',
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
#                 ^^^^^^^ invalid-indexed-job
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: report
        image: busybox:1.36
        command: [sh, -c, date]
`,
        },
        {
          yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: report
spec:
  completions: 3
  backoffLimitPerIndex: 1
# ^^^^^^^^^^^^^^^^^^^^ invalid-indexed-job
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
  backoffLimitPerIndex: 1
  maxFailedIndexes: 2
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

  fields: [
    'completionMode',
    'backoffLimitPerIndex',
    'maxFailedIndexes',
    'successPolicy',
    'podReplacementPolicy',
    'manualSelector',
    'selector',
  ],

  *check(pod) {
    const { manifest } = pod;
    if (!runsToCompletion(manifest.kind.value) || !isOwnKind(manifest) || !isWhole(pod)) return;
    const spec = jobSpecOf(manifest);
    if (!spec || !FIELDS.some((field) => !isAbsent(spec, field))) return;
    const completions = numberOf(spec, 'completions')?.value;
    yield* modeFaults(pod, spec, completions);
    yield* policyFaults(pod, spec, completions);
    yield* selectorFaults(pod, spec);
  },
});

type Ids =
  | 'completions'
  | 'indexed'
  | 'limit'
  | 'above'
  | 'most'
  | 'rules'
  | 'rule'
  | 'indexes'
  | 'replacement'
  | 'selector'
  | 'manual';

const INDEXED_ONLY = ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'];
const FIELDS = ['completionMode', ...INDEXED_ONLY, 'podReplacementPolicy', 'manualSelector', 'selector'];

const MOST_AT_ONCE = 100_000;
const MOST_WITH_LIMITS = 10_000;

/** Source: batch/validation, validateJobSpec. */
function* modeFaults(pod: Pod, spec: YamlMap, completions: number | undefined): Iterable<Problem<Ids>> {
  const mode = settledText(spec, 'completionMode');
  const isIndexed = mode?.value === 'Indexed';
  if (isIndexed && isAbsent(spec, 'completions') && !isMisread(pod.manifest, spec.span))
    yield { span: mode.span, message: { id: 'completions', args: {} } };
  // A mode that is still to be put in may well be the right one.
  if (
    !isIndexed &&
    (mode?.value === 'NonIndexed' || isMissing(spec, 'completionMode')) &&
    !isMisread(pod.manifest, spec.span)
  ) {
    const field = INDEXED_ONLY.find((each) => !isAbsent(spec, each));
    if (field !== undefined)
      yield { span: keySpanOf(spec, field, spec.span), message: { id: 'indexed', args: { field } } };
    return;
  }
  if (!isIndexed) return;
  yield* limitFaults(spec, completions);
}

function* limitFaults(spec: YamlMap, completions: number | undefined): Iterable<Problem<Ids>> {
  const failed = numberOf(spec, 'maxFailedIndexes');
  const perIndex = numberOf(spec, 'backoffLimitPerIndex');
  const parallelism = numberOf(spec, 'parallelism');
  if (failed && isAbsent(spec, 'backoffLimitPerIndex'))
    yield { span: keySpanOf(spec, 'maxFailedIndexes', failed.span), message: { id: 'limit', args: {} } };
  if (failed && completions !== undefined && failed.value > completions)
    yield { span: failed.span, message: above('maxFailedIndexes', failed.value, completions) };
  if (parallelism && parallelism.value > MOST_AT_ONCE)
    yield { span: parallelism.span, message: most('parallelism', parallelism.value, MOST_AT_ONCE) };
  if (!perIndex || completions === undefined || completions <= MOST_AT_ONCE) return;
  if (!failed) {
    yield {
      span: perIndex.span,
      message: { id: 'most', args: { field: 'completions', count: String(completions), most: String(MOST_AT_ONCE) } },
    };
  } else if (failed.value > MOST_WITH_LIMITS) {
    yield { span: failed.span, message: most('maxFailedIndexes', failed.value, MOST_WITH_LIMITS) };
  }
}

function above(field: string, count: number, completions: number) {
  return { id: 'above' as const, args: { field, count: String(count), completions: String(completions) } };
}

function most(field: string, count: number, limit: number) {
  return { id: 'most' as const, args: { field, count: String(count), most: String(limit) } };
}

/** Source: batch/validation, validateSuccessPolicy and validatePodReplacementPolicy. */
function* policyFaults(pod: Pod, spec: YamlMap, completions: number | undefined): Iterable<Problem<Ids>> {
  const replacement = stringOf(spec, 'podReplacementPolicy');
  if (replacement?.value === 'TerminatingOrFailed' && mapOf(spec, 'podFailurePolicy'))
    yield { span: replacement.span, message: { id: 'replacement', args: {} } };
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
      yield { span: count.span, message: above('succeededCount', count.value, completions) };
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

/** Source: batch/validation, ValidateGeneratedSelector. The selector of a CronJob's Jobs is told by another rule. */
function* selectorFaults({ manifest }: Pod, spec: YamlMap): Iterable<Problem<Ids>> {
  if (manifest.kind.value !== 'Job') return;
  const selector = nodeOf(spec, 'selector');
  const manual = booleanOf(spec, 'manualSelector');
  if (manual?.value === true && isAbsent(spec, 'selector'))
    yield { span: keySpanOf(spec, 'manualSelector', manual.span), message: { id: 'selector', args: {} } };
  if (
    selector?.kind === 'map' &&
    selector.pairs.length > 0 &&
    isAbsent(spec, 'manualSelector') &&
    !isGenerated(manifest.node)
  )
    yield { span: keySpanOf(spec, 'selector', selector.span), message: { id: 'manual', args: {} } };
}

/** Whether it was taken from a cluster, with the selector that was made there. */
function isGenerated(job: YamlMap): boolean {
  return !isAbsent(mapOf(job, 'metadata') ?? job, 'uid');
}
