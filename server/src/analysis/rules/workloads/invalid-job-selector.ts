import { booleanOf, mapOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { isAbsent, keySpanOf } from '../../conditions/given.js';
import { isWhole } from '../../conditions/workload.js';
import { isOwnKind, jobSpecOf } from '../../conditions/workload-object.js';
import { removeField } from '../../edits/remove-field.js';
import type { Manifest } from '../../model/model.js';
import { runsToCompletion } from '../../model/workloads.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidJobSelector = defineRule({
  id: 'invalid-job-selector',
  meta: {
    title: 'Job with a selector of its own',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Kubernetes makes the \`selector\` of a Job, so that no two Jobs take each other's Pods for their own. The API
      server rejects another one unless the Job says \`manualSelector: true\`, and then the selector has to be there. In
      the Jobs of a CronJob it rejects both, as each of them needs a selector of its own.`,
    references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#specifying-your-own-pod-selector'],
    messages: {
      manual: 'A Job makes its selector itself; another one needs manualSelector: true',
      missing: 'A manualSelector needs a selector',
      generated: 'The Jobs of a CronJob get their selectors from Kubernetes, so {field} cannot be given',
      remove: 'Remove {field}',
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
  selector:
# ^^^^^^^^ invalid-job-selector
    matchLabels:
      app: report
  template:
    metadata:
      labels:
        app: report
    spec:
      restartPolicy: Never
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
    metadata:
      labels:
        app: report
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

  fields: ['selector', 'manualSelector'],

  *check(pod) {
    const { manifest } = pod;
    const spec = jobSpecOf(manifest);
    if (!spec || !runsToCompletion(manifest.kind.value) || !isOwnKind(manifest) || !isWhole(pod)) return;
    yield* manifest.kind.value === 'CronJob' ? templateFaults(manifest, spec) : jobFaults(manifest, spec);
  },
});

type Ids = 'manual' | 'missing' | 'generated' | 'remove';

/** Source: batch/validation, validateGeneratedSelector and ValidateJobSpec. */
function* jobFaults(manifest: Manifest, spec: YamlMap): Iterable<Problem<Ids>> {
  const selector = mapOf(spec, 'selector');
  const manual = booleanOf(spec, 'manualSelector');
  if (manual?.value === true && isAbsent(spec, 'selector'))
    yield { span: keySpanOf(spec, 'manualSelector', manual.span), message: { id: 'missing', args: {} } };
  const isGenerated = !manual?.value && (manual !== undefined || isAbsent(spec, 'manualSelector'));
  if (!selector || selector.pairs.length === 0 || !isGenerated || isFromCluster(manifest.node)) return;
  yield {
    span: keySpanOf(spec, 'selector', selector.span),
    message: { id: 'manual', args: {} },
    fixes: () => removeField({ manifest }, spec, 'selector', { id: 'remove' }),
  };
}

/** Whether it was taken from a cluster, with the selector that was made there. */
function isFromCluster(job: YamlMap): boolean {
  return !isAbsent(mapOf(job, 'metadata') ?? job, 'uid');
}

/** Source: batch/validation, ValidateJobTemplateSpec. */
function* templateFaults(manifest: Manifest, spec: YamlMap): Iterable<Problem<Ids>> {
  for (const field of ['selector', 'manualSelector']) {
    if (field === 'selector' ? !mapOf(spec, field) : !booleanOf(spec, field)?.value) continue;
    yield {
      span: keySpanOf(spec, field, spec.span),
      message: { id: 'generated', args: { field } },
      fixes: () => removeField({ manifest }, spec, field, { id: 'remove' }),
    };
  }
}
