import { mapOf, mapsOf, numberOf, seqOf, stringsOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import {
  NODE_TERM,
  nodeTermsOf,
  POD_TERM,
  podPreferencesOf,
  podTermsOf,
  REQUIRED,
} from '../../conditions/affinity-terms.js';
import { isAbsent, itemAnchor, keySpanOf, settledText } from '../../conditions/given.js';
import { isMisread, lacks } from '../../conditions/misread.js';
import { isLabelName, isQualifiedName } from '../../conditions/names.js';
import { rejection } from '../../conditions/rejection.js';
import { isWhole } from '../../conditions/workload.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidAffinityTerm = defineRule({
  id: 'invalid-affinity-term',
  meta: {
    title: 'Affinity that cannot be read',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A preference among nodes or pods has a \`weight\` from 1 to 100. A term about pods has a \`topologyKey\`, the label
      of nodes that says which of them are one place, such as \`kubernetes.io/hostname\`. What is required of nodes has
      at least one of \`nodeSelectorTerms\`; \`matchFields\` knows \`metadata.name\` alone. \`matchLabelKeys\` and
      \`mismatchLabelKeys\` add to a \`labelSelector\`, so they need one. The API server rejects anything else.`,
    references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/'],
    messages: {
      weight: 'A weight is {weight}, and weights go from 1 to 100',
      unweighted: 'A preference needs a weight from 1 to 100',
      termless: 'A preference about pods needs a podAffinityTerm beside its weight',
      topology: 'A term about pods needs a topologyKey',
      key: "'{key}' is no key of a label of nodes",
      terms: 'What nodeAffinity requires needs nodeSelectorTerms',
      field: "'{field}' is no field of nodes that can be asked for; metadata.name is the only one",
      operator: 'A field of nodes is asked for with In or NotIn and a single value',
      namespace: "'{namespace}' is no name of a namespace",
      labels: 'The {field} need a labelSelector beside them',
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
  affinity:
    podAntiAffinity:
      preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 1000
#               ^^^^ invalid-affinity-term
        podAffinityTerm:
#       ^^^^^^^^^^^^^^^ invalid-affinity-term
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
  affinity:
    podAntiAffinity:
      preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels:
              app: web
`,
        },
      ],
    },
  },

  fields: ['affinity'],

  *check(pod) {
    for (const fault of [...nodeFaults(pod), ...podFaults(pod)]) yield { ...fault, ...rejection(pod) };
  },
});

type Ids =
  | 'weight'
  | 'unweighted'
  | 'termless'
  | 'topology'
  | 'key'
  | 'terms'
  | 'field'
  | 'operator'
  | 'namespace'
  | 'labels';

/** Source: core/validation, validateNodeAffinity. */
function* nodeFaults(pod: Pod): Iterable<Problem<Ids>> {
  const affinity = mapOf(mapOf(pod.spec.node, 'affinity'), 'nodeAffinity');
  const required = mapOf(affinity, REQUIRED);
  if (affinity && required && hasNoTerms(required) && isWhole(pod) && !isMisread(pod.manifest, required.span))
    yield { span: keySpanOf(affinity, REQUIRED, required.span), message: { id: 'terms', args: {} } };
  for (const { node, preference } of nodeTermsOf(pod.spec.node)) {
    if (preference) yield* weightFaults(pod, preference, NODE_TERM);
    for (const { node: field } of mapsOf(node, 'matchFields')) yield* fieldFaults(field);
  }
}

function hasNoTerms(required: YamlMap): boolean {
  return isAbsent(required, 'nodeSelectorTerms') || seqOf(required, 'nodeSelectorTerms')?.items.length === 0;
}

function* fieldFaults(requirement: YamlMap): Iterable<Problem<Ids>> {
  const key = settledText(requirement, 'key');
  if (key && key.value !== 'metadata.name') {
    yield { span: key.span, message: { id: 'field', args: { field: key.value } } };
    return;
  }
  const operator = settledText(requirement, 'operator');
  const values = seqOf(requirement, 'values');
  const isKnown = operator?.value === 'In' || operator?.value === 'NotIn';
  if (operator && (!isKnown || (values && values.items.length !== 1)))
    yield { span: operator.span, message: { id: 'operator', args: {} } };
}

/** Source: core/validation, validatePodAffinityTerm. */
function* podFaults(pod: Pod): Iterable<Problem<Ids>> {
  for (const preference of podPreferencesOf(pod.spec.node)) {
    if (lacks(pod, preference, POD_TERM))
      yield { span: itemAnchor(preference, 'weight'), message: { id: 'termless', args: {} } };
  }
  for (const { node: term, preference } of podTermsOf(pod.spec.node)) {
    if (preference) yield* weightFaults(pod, preference, POD_TERM);
    const anchor = preference ? keySpanOf(preference, POD_TERM, term.span) : itemAnchor(term);
    if (lacks(pod, term, 'topologyKey')) yield { span: anchor, message: { id: 'topology', args: {} } };
    const topology = settledText(term, 'topologyKey');
    if (topology && !isQualifiedName(topology.value))
      yield { span: topology.span, message: { id: 'key', args: { key: topology.value } } };
    for (const { value, span } of stringsOf(term, 'namespaces')) {
      if (isLabelName(value) || isPlaceholder(value)) continue;
      yield { span, message: { id: 'namespace', args: { namespace: value } } };
    }
    yield* labelKeyFaults(pod, term);
  }
}

function* labelKeyFaults(pod: Pod, term: YamlMap): Iterable<Problem<Ids>> {
  const field = ['matchLabelKeys', 'mismatchLabelKeys'].find((each) => seqOf(term, each)?.items.length);
  if (field === undefined || !lacks(pod, term, 'labelSelector')) return;
  yield {
    span: keySpanOf(term, field, term.span),
    message: { id: 'labels', args: { field } },
    kubernetes: { from: '1.31' },
  };
}

function* weightFaults(pod: Pod, preference: YamlMap, content: string): Iterable<Problem<Ids>> {
  const weight = numberOf(preference, 'weight');
  if (weight && (weight.value < 1 || weight.value > 100)) {
    yield { span: weight.span, message: { id: 'weight', args: { weight: String(weight.value) } } };
  } else if (lacks(pod, preference, 'weight')) {
    yield { span: keySpanOf(preference, content, preference.span), message: { id: 'unweighted', args: {} } };
  }
}
