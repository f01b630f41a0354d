import { mapsOf } from '../../../syntax/access.js';
import { itemAnchor, repeated, settledText } from '../../conditions/given.js';
import { lacks } from '../../conditions/misread.js';
import { isQualifiedName } from '../../conditions/names.js';
import { rejection } from '../../conditions/rejection.js';
import { defineRule } from '../rule.js';

export const invalidPodGate = defineRule({
  id: 'invalid-pod-gate',
  meta: {
    title: 'Gate that nobody can open',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A scheduling gate has a \`name\` and a readiness gate a \`conditionType\`, both names like those of labels, such as
      \`example.com/quota\`. A Pod has each scheduling gate once, and with gates it cannot be on a node already
      (\`nodeName\`). The API server rejects anything else.`,
    references: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/',
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate',
    ],
    messages: {
      missing: 'An entry of {list} needs {field}',
      name: "'{name}' is no {field}, which is a name like that of a label",
      twice: "The Pod has the gate '{name}' already",
      placed: 'A Pod with scheduling gates cannot be on a node already',
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
  readinessGates:
  - conditionType: my condition
#                  ^^^^^^^^^^^^ invalid-pod-gate
  schedulingGates:
  - name: example.com/quota
  - name: example.com/quota
#         ^^^^^^^^^^^^^^^^^ invalid-pod-gate
  containers:
  - name: web
    image: nginx:1.27
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
  schedulingGates:
  - name: example.com/quota
  containers:
  - name: web
    image: nginx:1.27
`,
        },
      ],
    },
  },

  fields: ['readinessGates', 'schedulingGates'],

  *check(pod) {
    const { node } = pod.spec;
    const shared = rejection(pod);
    for (const [list, field] of LISTS) {
      for (const { node: entry } of mapsOf(node, list)) {
        const name = settledText(entry, field);
        if (lacks(pod, entry, field))
          yield { ...shared, span: itemAnchor(entry), message: { id: 'missing', args: { list, field } } };
        if (name && !isQualifiedName(name.value))
          yield { ...shared, span: name.span, message: { id: 'name', args: { name: name.value, field } } };
      }
    }
    const gates = mapsOf(node, 'schedulingGates').flatMap((gate) => settledText(gate.node, 'name') ?? []);
    for (const { item } of repeated(gates, ({ value }) => value))
      yield { ...shared, span: item.span, message: { id: 'twice', args: { name: item.value } } };
    // Of a template only the Pods are looked at, when they are made.
    const placed = pod.manifest.kind.value === 'Pod' ? settledText(node, 'nodeName') : undefined;
    if (placed && gates.length > 0) yield { ...shared, span: placed.span, message: { id: 'placed', args: {} } };
  },
});

/** Source: core/validation, validateReadinessGates and validateSchedulingGates. */
const LISTS = [
  ['readinessGates', 'conditionType'],
  ['schedulingGates', 'name'],
] as const;
