import { booleanOf, mapOf, nodeOf } from '../../../syntax/access.js';
import { removeEntry } from '../../../syntax/edit.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { isAbsent, keySpanOf } from '../../conditions/given.js';
import { meets, requirementsOf, templateLabels } from '../../conditions/label-selector.js';
import { isWhole } from '../../conditions/workload.js';
import { isOwnKind } from '../../conditions/workload-object.js';
import { makeFix } from '../../edits/make-fix.js';
import type { Manifest } from '../../model/model.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidJobSelector = defineRule({
  id: 'invalid-job-selector',
  meta: {
    title: 'Job with a selector of its own',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Kubernetes makes the \`selector\` of a Job, so that no two Jobs take each other's Pods for their own. The API
      server rejects another one unless the Job says \`manualSelector: true\`, and then the selector has to be there.`,
    references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#specifying-your-own-pod-selector'],
    messages: {
      manual: 'A Job makes its selector itself; another one needs manualSelector: true',
      missing: 'A manualSelector needs a selector',
      remove: 'Remove the selector',
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
    const spec = mapOf(manifest.node, 'spec');
    if (manifest.kind.value === 'Job' && spec && isOwnKind(manifest) && isWhole(pod))
      yield* selectorFaults(manifest, spec);
  },
});

type Ids = 'manual' | 'missing' | 'remove';

/** Source: batch/validation, ValidateGeneratedSelector. The selector of a CronJob's Jobs is told by another rule. */
function* selectorFaults(manifest: Manifest, spec: YamlMap): Iterable<Problem<Ids>> {
  const selector = nodeOf(spec, 'selector');
  const manual = booleanOf(spec, 'manualSelector');
  if (manual?.value === true && isAbsent(spec, 'selector'))
    yield { span: keySpanOf(spec, 'manualSelector', manual.span), message: { id: 'missing', args: {} } };
  if (
    selector?.kind === 'map' &&
    selector.pairs.length > 0 &&
    isAbsent(spec, 'manualSelector') &&
    !isGenerated(manifest.node) &&
    selectsItsPods(manifest, spec, selector)
  )
    yield {
      span: keySpanOf(spec, 'selector', selector.span),
      message: { id: 'manual', args: {} },
      fixes: () => removal(manifest, spec),
    };
}

/** Otherwise another rule tells that the selector finds none of its own pods, which goes before. */
function selectsItsPods(manifest: Manifest, spec: YamlMap, selector: YamlMap): boolean {
  const template = mapOf(spec, 'template');
  const labels = template && templateLabels(manifest, template);
  return labels !== undefined && requirementsOf(selector).every((requirement) => meets(labels, requirement));
}

/** Whether it was taken from a cluster, with the selector that was made there. */
function isGenerated(job: YamlMap): boolean {
  return !isAbsent(mapOf(job, 'metadata') ?? job, 'uid');
}

function removal(manifest: Manifest, spec: YamlMap) {
  const pair = spec.pairs.find(({ key }) => key === 'selector');
  const message = { id: 'remove' as const, args: {} };
  return makeFix({ manifest }, { message }, [pair && removeEntry(manifest.document, spec, pair)]);
}
