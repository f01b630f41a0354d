import { mapOf, mapsOf, seqOf, stringsOf } from '../../../syntax/access.js';
import { removeEntry } from '../../../syntax/edit.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import type { Located } from '../../../syntax/span.js';
import { nodeTermsOf, podTermsOf } from '../../conditions/affinity-terms.js';
import { isMissing, itemAnchor, keySpanOf, settledText } from '../../conditions/given.js';
import { OPERATORS } from '../../conditions/label-selector.js';
import { isMisread } from '../../conditions/misread.js';
import { isLabelValue, isQualifiedName } from '../../conditions/names.js';
import { nearestName, sameButCase } from '../../conditions/nearest-name.js';
import { isPlaceholder } from '../../conditions/placeholder.js';
import { type Rejection, rejection } from '../../conditions/rejection.js';
import { isWhole, rejectionSeverity } from '../../conditions/workload.js';
import { isOwnKind, templateOf } from '../../conditions/workload-object.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix, type Problem } from '../rule.js';

export const invalidSelector = defineRule({
  id: 'invalid-selector',
  meta: {
    title: 'Selector that cannot be read',
    severity: 'error',
    since: '0.1.0',
    docs: `
      An entry of \`matchExpressions\` has a \`key\` and one of the operators \`In\`, \`NotIn\`, \`Exists\` and
      \`DoesNotExist\`, in just this spelling. \`In\` and \`NotIn\` need \`values\`, the other two must not have any.
      The API server rejects anything else, in the selector of a workload as in affinity terms and spread constraints.

      The selector of a CronJob's Jobs is made by Kubernetes; the API server rejects one that is given.`,
    references: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements',
    ],
    messages: {
      operator: "'{operator}' is no operator of a selector",
      similar: "'{operator}' is no operator of a selector; {nearest} is one",
      key: "'{key}' is no key of a label",
      value: "'{value}' is no value of a label",
      missing: 'An expression of a selector needs {field}',
      values: '{operator} needs values',
      single: '{operator} needs a single value',
      forbidden: '{operator} takes no values',
      generated: 'The selector of a CronJob is made by Kubernetes and cannot be given',
      change: 'Change to {nearest}',
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
    matchExpressions:
    - key: app
      operator: in
#               ^^ invalid-selector
      values: [web]
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.27
`,
          fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchExpressions:
    - key: app
      operator: In
      values: [web]
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
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchExpressions:
    - key: app
      operator: Exists
#               ^^^^^^ invalid-selector
      values: [web]
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.27
`,
          fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchExpressions:
    - key: app
      operator: Exists
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
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      selector:
#     ^^^^^^^^ invalid-selector
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
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * *"
  jobTemplate:
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
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchExpressions:
    - key: app
      operator: In
      values: [web]
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
      ],
    },
  },

  fields: ['selector', 'affinity', 'topologySpreadConstraints'],
  *check(pod) {
    const { manifest } = pod;
    const owner = templateOf(pod)?.owner;
    const selector = mapOf(owner, 'selector');
    if (owner && selector && manifest.kind.value === 'CronJob' && isOwnKind(manifest)) {
      const span = keySpanOf(owner, 'selector', selector.span);
      yield { span, message: { id: 'generated', args: {} }, fixes: () => removal(pod, owner, 'selector') };
    }
    const own = { severity: rejectionSeverity(pod) };
    for (const { node } of mapsOf(selector, 'matchExpressions')) yield* expressionFaults(pod, node, own);
    for (const each of podSelectors(pod))
      for (const { node } of mapsOf(each, 'matchExpressions')) yield* expressionFaults(pod, node, rejection(pod));
    for (const { node: term } of nodeTermsOf(pod.spec.node))
      for (const { node } of mapsOf(term, 'matchExpressions'))
        yield* expressionFaults(pod, node, rejection(pod), NODE_OPERATORS);
  },
});

type Ids =
  | 'operator'
  | 'similar'
  | 'key'
  | 'value'
  | 'missing'
  | 'values'
  | 'single'
  | 'forbidden'
  | 'generated'
  | 'change'
  | 'remove';

/** The label selectors in a pod's affinity terms and spread constraints. */
function* podSelectors({ spec }: Pod): Iterable<YamlMap> {
  for (const { node } of [...podTermsOf(spec.node), ...mapsOf(spec.node, 'topologySpreadConstraints')]) {
    const selector = mapOf(node, 'labelSelector');
    if (selector) yield selector;
  }
}

/** A node's label may also be compared as a number. Source: core/validation, ValidateNodeSelectorRequirement. */
const NODE_OPERATORS = [...OPERATORS, 'Gt', 'Lt'];

function* expressionFaults(
  pod: Pod,
  expression: YamlMap,
  rejected: Rejection,
  operators: readonly string[] = OPERATORS,
): Iterable<Problem<Ids>> {
  const operator = settledText(expression, 'operator');
  const values = seqOf(expression, 'values')?.items.length ?? 0;
  for (const field of ['key', 'operator']) {
    if (!isWhole(pod) || !isMissing(expression, field) || isMisread(pod.manifest, expression.span)) continue;
    yield { ...rejected, span: itemAnchor(expression, 'key', 'operator'), message: { id: 'missing', args: { field } } };
  }
  yield* labelFaults(expression, rejected, operators === OPERATORS);
  if (!operator) return;
  const { value, span } = operator;
  if (!operators.includes(value)) {
    const nearest = sameButCase(value, operators) ?? nearestName(value, operators);
    const args = { operator: value, nearest: nearest ?? '' };
    const message = { id: nearest === undefined ? ('operator' as const) : ('similar' as const), args };
    yield { ...rejected, span, message, fixes: () => (nearest === undefined ? [] : change(pod, operator, nearest)) };
  } else if ((value === 'In' || value === 'NotIn') && values === 0 && isEmptyList(expression)) {
    yield { ...rejected, span, message: { id: 'values', args: { operator: value } } };
  } else if ((value === 'Gt' || value === 'Lt') && (values > 1 || isEmptyList(expression))) {
    yield { ...rejected, span, message: { id: 'single', args: { operator: value } } };
  } else if ((value === 'Exists' || value === 'DoesNotExist') && values > 0) {
    const message = { id: 'forbidden' as const, args: { operator: value } };
    yield { ...rejected, span, message, fixes: () => removal(pod, expression, 'values') };
  }
}

/** Source: apimachinery, ValidateLabelSelectorRequirement. */
function* labelFaults(expression: YamlMap, rejected: Rejection, areLabels: boolean): Iterable<Problem<Ids>> {
  const key = settledText(expression, 'key');
  if (key && !isQualifiedName(key.value)) {
    yield { ...rejected, span: key.span, message: { id: 'key', args: { key: key.value } } };
  }
  // Values of a node's expression were not always checked, and still are not in what is merely preferred.
  for (const { value, span } of areLabels ? stringsOf(expression, 'values') : []) {
    if (isLabelValue(value) || isPlaceholder(value)) continue;
    yield { ...rejected, span, message: { id: 'value', args: { value } } };
  }
}

function isEmptyList(expression: YamlMap): boolean {
  return isMissing(expression, 'values') || seqOf(expression, 'values')?.items.length === 0;
}

function change(pod: Pod, { value, span }: Located<string>, nearest: string): readonly Fix<Ids>[] {
  const applicability = value.toLowerCase() === nearest.toLowerCase() ? 'safe' : 'suggestion';
  return makeFix(pod, { message: { id: 'change', args: { nearest } }, applicability }, [
    replaceAt(pod.manifest.document, span, nearest),
  ]);
}

function removal(pod: Pod, map: YamlMap, field: string): readonly Fix<Ids>[] {
  const pair = map.pairs.find(({ key }) => key === field);
  if (!pair) return [];
  return makeFix(pod, { message: { id: 'remove', args: { field } } }, [removeEntry(pod.manifest.document, map, pair)]);
}
