import { numberOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import type { Located } from '../../../syntax/span.js';
import { isAbsent, isMissing, keySpanOf, settledText } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { isWhole } from '../../conditions/workload.js';
import { isOwnKind, jobSpecOf } from '../../conditions/workload-object.js';
import { runsToCompletion } from '../../model/workloads.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

const INDEXED_ONLY = ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'];
const FIELDS = ['completionMode', ...INDEXED_ONLY];

export const invalidIndexedJob = defineRule({
  id: 'invalid-indexed-job',
  meta: {
    title: 'Job whose indexes do not fit together',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A Job with \`completionMode: Indexed\` says with \`completions\` how many indexes there are. Limits per index
      (\`backoffLimitPerIndex\`, \`maxFailedIndexes\`) and a \`successPolicy\` are for such a Job alone. No more than
      100000 of its Pods run at once, and no more indexes than there are may fail. With limits per index and more than
      100000 completions, \`maxFailedIndexes\` has to be given, and it is 10000 at most, as are the Pods at once. The API
      server rejects anything else.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode',
      'https://kubernetes.io/docs/concepts/workloads/controllers/job/#backoff-limit-per-index',
      'https://kubernetes.io/docs/concepts/workloads/controllers/job/#success-policy',
    ],
    messages: {
      completions: 'An indexed Job needs completions',
      indexed: '{field} needs completionMode: Indexed',
      limit: 'The maxFailedIndexes need backoffLimitPerIndex beside them',
      above: 'The maxFailedIndexes are {count}, which is more than there are completions, {completions}',
      many: 'More than 100000 completions with backoffLimitPerIndex need maxFailedIndexes',
      most: '{field} is {count}, and this Job can have {most} at most',
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

  fields: FIELDS,

  *check(pod) {
    const { manifest } = pod;
    if (!runsToCompletion(manifest.kind.value) || !isOwnKind(manifest) || !isWhole(pod)) return;
    const spec = jobSpecOf(manifest);
    if (spec) yield* modeFaults(pod, spec);
  },
});

type Ids = 'completions' | 'indexed' | 'limit' | 'above' | 'many' | 'most';

const MOST_AT_ONCE = 100_000;
const MOST_WITH_LIMITS = 10_000;

/** Source: batch/validation, validateJobSpec. */
function* modeFaults(pod: Pod, spec: YamlMap): Iterable<Problem<Ids>> {
  const mode = settledText(spec, 'completionMode');
  if (mode?.value === 'Indexed') {
    if (isAbsent(spec, 'completions') && !isMisread(pod.manifest, spec.span))
      yield { span: mode.span, message: { id: 'completions', args: {} } };
    yield* limitFaults(spec);
    return;
  }
  // A mode that is still to be put in may well be the right one.
  const isPlain = mode?.value === 'NonIndexed' || isMissing(spec, 'completionMode');
  const field = isPlain ? INDEXED_ONLY.find((each) => !isAbsent(spec, each)) : undefined;
  if (field !== undefined && !isMisread(pod.manifest, spec.span))
    yield { span: keySpanOf(spec, field, spec.span), message: { id: 'indexed', args: { field } } };
}

function* limitFaults(spec: YamlMap): Iterable<Problem<Ids>> {
  const completions = numberOf(spec, 'completions')?.value;
  const failed = numberOf(spec, 'maxFailedIndexes');
  const perIndex = numberOf(spec, 'backoffLimitPerIndex');
  const parallelism = numberOf(spec, 'parallelism');
  const isLarge = completions !== undefined && completions > MOST_AT_ONCE && perIndex !== undefined;
  const most = isLarge ? MOST_WITH_LIMITS : MOST_AT_ONCE;
  if (failed && isAbsent(spec, 'backoffLimitPerIndex'))
    yield { span: keySpanOf(spec, 'maxFailedIndexes', failed.span), message: { id: 'limit', args: {} } };
  if (isLarge && isAbsent(spec, 'maxFailedIndexes')) yield { span: perIndex.span, message: { id: 'many', args: {} } };
  if (failed && completions !== undefined && failed.value > completions) {
    const args = { count: String(failed.value), completions: String(completions) };
    yield { span: failed.span, message: { id: 'above', args } };
  } else if (failed && failed.value > most) {
    yield tooMany('maxFailedIndexes', failed, most);
  }
  if (parallelism && parallelism.value > most) yield tooMany('parallelism', parallelism, most);
}

function tooMany(field: string, { value, span }: Located<number>, most: number): Problem<Ids> {
  return { span, message: { id: 'most', args: { field, count: String(value), most: String(most) } } };
}
