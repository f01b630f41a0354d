import { mapOf, mapsOf, seqOf, stringsOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { nodeTermsOf, podSelectorsOf } from '../../conditions/affinity-terms.js';
import { isMissing, itemAnchor, settledText } from '../../conditions/given.js';
import { OPERATORS } from '../../conditions/label-selector.js';
import { lacks } from '../../conditions/misread.js';
import { isLabelValue, isQualifiedName } from '../../conditions/names.js';
import { nearestWord } from '../../conditions/nearest-name.js';
import { type Rejection, rejection } from '../../conditions/rejection.js';
import { rejectionSeverity } from '../../conditions/workload.js';
import { templateOf } from '../../conditions/workload-object.js';
import { changeWord } from '../../edits/change-text.js';
import { removeField } from '../../edits/remove-field.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

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

      About nodes an expression may also ask whether a label is a number above or below another one, with \`Gt\`, \`Lt\`
      and a single value.`,
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

  fields: ['matchExpressions'],
  *check(pod) {
    yield* selectorFaults(pod, mapOf(templateOf(pod)?.owner, 'selector'), { severity: rejectionSeverity(pod) });
    for (const selector of podSelectorsOf(pod.spec.node)) yield* selectorFaults(pod, selector, rejection(pod));
    for (const { node } of nodeTermsOf(pod.spec.node)) yield* selectorFaults(pod, node, rejection(pod), NODE_OPERATORS);
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
  | 'change'
  | 'remove';

/** A node's label may also be compared as a number. Source: core/validation, ValidateNodeSelectorRequirement. */
const NODE_OPERATORS = [...OPERATORS, 'Gt', 'Lt'];

function* selectorFaults(
  pod: Pod,
  selector: YamlMap | undefined,
  rejected: Rejection,
  operators: readonly string[] = OPERATORS,
): Iterable<Problem<Ids>> {
  for (const { node: expression } of mapsOf(selector, 'matchExpressions')) {
    for (const field of ['key', 'operator'])
      if (lacks(pod, expression, field))
        yield {
          ...rejected,
          span: itemAnchor(expression, 'key', 'operator'),
          message: { id: 'missing', args: { field } },
        };
    // Values of a node's expression were not always checked, and still are not in what is merely preferred.
    yield* labelFaults(expression, rejected, operators === OPERATORS);
    yield* operatorFaults(pod, expression, rejected, operators);
  }
}

/** Source: apimachinery, ValidateLabelSelectorRequirement. */
function* labelFaults(expression: YamlMap, rejected: Rejection, areLabels: boolean): Iterable<Problem<Ids>> {
  const key = settledText(expression, 'key');
  if (key && !isQualifiedName(key.value))
    yield { ...rejected, span: key.span, message: { id: 'key', args: { key: key.value } } };
  for (const { value, span } of areLabels ? stringsOf(expression, 'values') : []) {
    if (isLabelValue(value) || isPlaceholder(value)) continue;
    yield { ...rejected, span, message: { id: 'value', args: { value } } };
  }
}

function* operatorFaults(
  pod: Pod,
  expression: YamlMap,
  rejected: Rejection,
  operators: readonly string[],
): Iterable<Problem<Ids>> {
  const given = settledText(expression, 'operator');
  if (!given) return;
  const { value: operator, span } = given;
  if (!operators.includes(operator)) {
    const nearest = nearestWord(operator, operators);
    const id = nearest === undefined ? 'operator' : 'similar';
    const message = { id, args: { operator, nearest: nearest ?? '' } } as const;
    yield { ...rejected, span, message, fixes: () => changeWord(pod, given, nearest, 'change') };
    return;
  }
  const id = valuesFault(operator, expression);
  if (id === undefined) return;
  const fixes = () => (id === 'forbidden' ? removeField(pod, expression, 'values', { id: 'remove' }) : []);
  yield { ...rejected, span, message: { id, args: { operator } }, fixes };
}

/** What is wrong with how many values stand beside an operator. */
function valuesFault(operator: string, expression: YamlMap): 'values' | 'single' | 'forbidden' | undefined {
  const count = seqOf(expression, 'values')?.items.length ?? 0;
  const isEmpty = count === 0 && (isMissing(expression, 'values') || seqOf(expression, 'values') !== undefined);
  if (operator === 'Exists' || operator === 'DoesNotExist') return count > 0 ? 'forbidden' : undefined;
  if (operator === 'Gt' || operator === 'Lt') return isEmpty || count > 1 ? 'single' : undefined;
  return isEmpty ? 'values' : undefined;
}
