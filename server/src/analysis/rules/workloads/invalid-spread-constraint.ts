import { mapOf, mapsOf, numberOf, stringOf, stringsOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { itemAnchor, keySpanOf, repeated, settledText } from '../../conditions/given.js';
import { lacks } from '../../conditions/misread.js';
import { isQualifiedName } from '../../conditions/names.js';
import { rejection } from '../../conditions/rejection.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidSpreadConstraint = defineRule({
  id: 'invalid-spread-constraint',
  meta: {
    title: 'Spread constraint that cannot be read',
    severity: 'error',
    since: '0.1.0',
    docs: `
      An entry of \`topologySpreadConstraints\` has a \`maxSkew\` of 1 or more, a \`topologyKey\`, and
      \`whenUnsatisfiable\`: the API server fills in none of them. No two entries have the same key and the same
      \`whenUnsatisfiable\`. \`minDomains\` is 1 or more and needs \`DoNotSchedule\`; \`matchLabelKeys\` need a
      \`labelSelector\` that does not have the same labels already.`,
    references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/'],
    messages: {
      missing: 'A spread constraint needs {field}',
      skew: '{field} is {count}, and has to be 1 or more',
      key: "'{key}' is no key of a label, so no node has it and the constraint is of no use",
      twice: "There is a spread constraint for '{key}' with {action} already",
      domains: 'The minDomains need whenUnsatisfiable: DoNotSchedule',
      selector: 'The matchLabelKeys need a labelSelector beside them',
      label: "'{key}' is in the labelSelector already",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
  - name: web
    image: nginx:1.27
  topologySpreadConstraints:
  - maxSkew: 0
#            ^ invalid-spread-constraint
    topologyKey: topology.kubernetes.io/zone
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^ invalid-spread-constraint
    labelSelector:
      matchLabels:
        app: web
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
  labels:
    app: web
spec:
  containers:
  - name: web
    image: nginx:1.27
  topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: topology.kubernetes.io/zone
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        app: web
`,
        },
      ],
    },
  },

  fields: ['topologySpreadConstraints'],

  *check(pod) {
    const entries = mapsOf(pod.spec.node, 'topologySpreadConstraints').map(({ node }) => node);
    for (const entry of entries) {
      for (const fault of faultsOf(pod, entry)) yield { ...fault, ...rejection(pod) };
      yield* keyFaults(entry);
    }
    for (const { item } of repeated(entries, placeOf)) {
      const key = settledText(item, 'topologyKey');
      const args = { key: key?.value ?? '', action: stringOf(item, 'whenUnsatisfiable')?.value ?? '' };
      if (key) yield { ...rejection(pod), span: key.span, message: { id: 'twice', args } };
    }
  },
});

type Ids = 'missing' | 'skew' | 'key' | 'twice' | 'domains' | 'selector' | 'label';

function placeOf(entry: YamlMap): string | undefined {
  const key = settledText(entry, 'topologyKey')?.value;
  const action = settledText(entry, 'whenUnsatisfiable')?.value;
  return key && action ? `${key} ${action}` : undefined;
}

/** Source: core/validation, validateTopologySpreadConstraints. */
function* faultsOf(pod: Pod, entry: YamlMap): Iterable<Problem<Ids>> {
  const missing = ['maxSkew', 'topologyKey', 'whenUnsatisfiable'].find((field) => lacks(pod, entry, field));
  if (missing !== undefined) {
    const span = itemAnchor(entry, 'topologyKey', 'whenUnsatisfiable', 'maxSkew');
    yield { span, message: { id: 'missing', args: { field: missing } } };
  }
  for (const field of ['maxSkew', 'minDomains']) {
    const number = numberOf(entry, field);
    if (number && number.value < 1)
      yield { span: number.span, message: { id: 'skew', args: { field, count: String(number.value) } } };
  }
  const domains = numberOf(entry, 'minDomains');
  if (domains && stringOf(entry, 'whenUnsatisfiable')?.value === 'ScheduleAnyway')
    yield { span: keySpanOf(entry, 'minDomains', domains.span), message: { id: 'domains', args: {} } };
  yield* labelKeyFaults(pod, entry);
}

/** The API server takes any text for the key, but no node has such a label. */
function* keyFaults(entry: YamlMap): Iterable<Problem<Ids>> {
  const key = settledText(entry, 'topologyKey');
  if (key && !isQualifiedName(key.value))
    yield { span: key.span, severity: 'warning', message: { id: 'key', args: { key: key.value } } };
}

function* labelKeyFaults(pod: Pod, entry: YamlMap): Iterable<Problem<Ids>> {
  const keys = stringsOf(entry, 'matchLabelKeys');
  if (keys.length === 0) return;
  if (lacks(pod, entry, 'labelSelector'))
    yield { span: keySpanOf(entry, 'matchLabelKeys', entry.span), message: { id: 'selector', args: {} } };
  const labels = mapOf(mapOf(entry, 'labelSelector'), 'matchLabels');
  for (const { value, span } of keys)
    if (labels?.pairs.some((pair) => pair.key === value))
      yield { span, message: { id: 'label', args: { key: value } } };
}
