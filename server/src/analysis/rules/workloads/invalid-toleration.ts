import { mapsOf, numberOf, stringOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { isMissing, itemAnchor, keySpanOf, settledText } from '../../conditions/given.js';
import { lacks } from '../../conditions/misread.js';
import { isLabelValue, isQualifiedName } from '../../conditions/names.js';
import { rejection } from '../../conditions/rejection.js';
import { removeField } from '../../edits/remove-field.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidToleration = defineRule({
  id: 'invalid-toleration',
  meta: {
    title: 'Toleration that cannot be read',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A toleration names the \`key\` of a taint; only with \`operator: Exists\` it may do without one, and then it
      tolerates every taint. \`Exists\` takes no \`value\`, as it asks for none. \`tolerationSeconds\` is for how long a
      Pod stays on a node, so it needs \`effect: NoExecute\`. The API server rejects anything else.`,
    references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/'],
    messages: {
      key: "'{key}' is no key of a taint, which is a name like that of a label",
      keyless: 'A toleration without a key needs operator: Exists',
      value: 'The operator Exists takes no value',
      label: "'{value}' is no value of a taint, which is a text like that of a label",
      seconds: 'The tolerationSeconds need effect: NoExecute',
      remove: 'Remove {field}',
    },
    examples: {
      bad: [
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
  tolerations:
  - key: dedicated
    operator: Exists
    value: web
#   ^^^^^ invalid-toleration
  - key: example.com/busy
    operator: Exists
    effect: NoSchedule
    tolerationSeconds: 60
#   ^^^^^^^^^^^^^^^^^ invalid-toleration
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
  tolerations:
  - key: dedicated
    operator: Exists
  - key: example.com/busy
    operator: Exists
    effect: NoSchedule
`,
        },
      ],
      good: [
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
  tolerations:
  - key: dedicated
    value: web
    effect: NoSchedule
  - operator: Exists
    effect: NoExecute
    tolerationSeconds: 60
`,
        },
      ],
    },
  },

  fields: ['tolerations'],

  *check(pod) {
    for (const { node } of mapsOf(pod.spec.node, 'tolerations'))
      for (const fault of faultsOf(pod, node)) yield { ...fault, ...rejection(pod) };
  },
});

type Ids = 'key' | 'keyless' | 'value' | 'label' | 'seconds' | 'remove';

/** Source: core/validation, ValidateTolerations. */
function* faultsOf(pod: Pod, toleration: YamlMap): Iterable<Problem<Ids>> {
  const key = settledText(toleration, 'key');
  const value = settledText(toleration, 'value');
  const operator = stringOf(toleration, 'operator')?.value || 'Equal';
  if (key && !isQualifiedName(key.value)) yield { span: key.span, message: { id: 'key', args: { key: key.value } } };
  if (operator === 'Equal' && lacks(pod, toleration, 'key')) {
    yield { span: itemAnchor(toleration, 'operator', 'effect', 'value'), message: { id: 'keyless', args: {} } };
  }
  if (operator === 'Exists' && value) {
    const span = keySpanOf(toleration, 'value', value.span);
    yield {
      span,
      message: { id: 'value', args: {} },
      fixes: () => removeField(pod, toleration, 'value', { id: 'remove' }),
    };
  } else if (operator === 'Equal' && value && !isLabelValue(value.value)) {
    yield { span: value.span, message: { id: 'label', args: { value: value.value } } };
  }
  const seconds = numberOf(toleration, 'tolerationSeconds');
  const effect = stringOf(toleration, 'effect')?.value ?? '';
  if (!seconds || effect === 'NoExecute' || isPlaceholder(effect)) return;
  // An effect that there is not is told by another rule, and so is one of a wrong type.
  if (effect === '' ? !isMissing(toleration, 'effect') : !/^(?:Prefer)?NoSchedule$/.test(effect)) return;
  const span = keySpanOf(toleration, 'tolerationSeconds', seconds.span);
  yield {
    span,
    message: { id: 'seconds', args: {} },
    fixes: () => removeField(pod, toleration, 'tolerationSeconds', { id: 'remove' }),
  };
}
