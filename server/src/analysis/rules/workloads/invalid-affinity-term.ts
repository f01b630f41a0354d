import { mapOf, mapsOf, numberOf, seqOf, stringOf, stringsOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { podTermsOf } from '../../conditions/affinity-terms.js';
import { isAbsent, itemAnchor, keySpanOf, settledText } from '../../conditions/given.js';
import { isMisread, lacks } from '../../conditions/misread.js';
import { isLabelName, isQualifiedName } from '../../conditions/names.js';
import { isPlaceholder } from '../../conditions/placeholder.js';
import { rejection } from '../../conditions/rejection.js';
import { isWhole } from '../../conditions/workload.js';
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
      at least one of \`nodeSelectorTerms\`; \`matchFields\` knows \`metadata.name\` alone. The API server rejects
      anything else.`,
    references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/'],
    messages: {
      weight: 'A weight is {weight}, and weights go from 1 to 100',
      unweighted: 'A preference needs a weight from 1 to 100',
      topology: 'A term about pods needs a topologyKey',
      key: "'{key}' is no key of a label of nodes",
      terms: 'What nodeAffinity requires needs nodeSelectorTerms',
      field: "'{field}' is no field of nodes that can be asked for; metadata.name is the only one",
      operator: 'A field of nodes is asked for with In or NotIn and a single value',
      namespace: "'{namespace}' is no name of a namespace",
      labels: 'The matchLabelKeys need a labelSelector beside them',
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
    const affinity = mapOf(pod.spec.node, 'affinity');
    if (!affinity) return;
    for (const fault of [...nodeFaults(pod, affinity), ...podFaults(pod, affinity)])
      yield { ...fault, ...rejection(pod) };
  },
});

type Ids = 'weight' | 'unweighted' | 'topology' | 'key' | 'terms' | 'field' | 'operator' | 'namespace' | 'labels';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/** Source: core/validation, validateNodeAffinity. */
function* nodeFaults(pod: Pod, affinity: YamlMap): Iterable<Problem<Ids>> {
  const node = mapOf(affinity, 'nodeAffinity');
  const required = mapOf(node, REQUIRED);
  const terms = mapsOf(required, 'nodeSelectorTerms').map((each) => each.node);
  const isEmpty =
    required && (isAbsent(required, 'nodeSelectorTerms') || seqOf(required, 'nodeSelectorTerms')?.items.length === 0);
  if (node && required && isEmpty && isWhole(pod) && !isMisread(pod.manifest, required.span))
    yield { span: keySpanOf(node, REQUIRED, required.span), message: { id: 'terms', args: {} } };
  for (const { node: preference } of mapsOf(node, PREFERRED)) {
    yield* weightFaults(pod, preference, 'preference');
    const term = mapOf(preference, 'preference');
    if (term) terms.push(term);
  }
  for (const term of terms) for (const { node: field } of mapsOf(term, 'matchFields')) yield* fieldFaults(field);
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
function* podFaults(pod: Pod, affinity: YamlMap): Iterable<Problem<Ids>> {
  for (const kind of ['podAffinity', 'podAntiAffinity'])
    for (const { node } of mapsOf(mapOf(affinity, kind), PREFERRED)) yield* weightFaults(pod, node, 'podAffinityTerm');
  const owners = new Map(
    ['podAffinity', 'podAntiAffinity'].flatMap((kind) =>
      mapsOf(mapOf(affinity, kind), PREFERRED).map(({ node }) => [mapOf(node, 'podAffinityTerm'), node] as const),
    ),
  );
  for (const { node: term } of podTermsOf(pod.spec.node)) {
    const topology = stringOf(term, 'topologyKey');
    const owner = owners.get(term);
    const anchor = owner ? keySpanOf(owner, 'podAffinityTerm', term.span) : itemAnchor(term);
    if (lacks(pod, term, 'topologyKey')) yield { span: anchor, message: { id: 'topology', args: {} } };
    if (topology?.value && !isQualifiedName(topology.value) && !isPlaceholder(topology.value))
      yield { span: topology.span, message: { id: 'key', args: { key: topology.value } } };
    for (const { value, span } of stringsOf(term, 'namespaces')) {
      if (isLabelName(value) || isPlaceholder(value)) continue;
      yield { span, message: { id: 'namespace', args: { namespace: value } } };
    }
    const keys = seqOf(term, 'matchLabelKeys') ?? seqOf(term, 'mismatchLabelKeys');
    if (keys && keys.items.length > 0 && lacks(pod, term, 'labelSelector'))
      yield {
        span: keySpanOf(term, 'matchLabelKeys', anchor),
        message: { id: 'labels', args: {} },
        kubernetes: { from: '1.31' },
      };
  }
}

function* weightFaults(pod: Pod, preference: YamlMap, content: string): Iterable<Problem<Ids>> {
  const weight = numberOf(preference, 'weight');
  if (weight && (weight.value < 1 || weight.value > 100)) {
    yield { span: weight.span, message: { id: 'weight', args: { weight: String(weight.value) } } };
  } else if (lacks(pod, preference, 'weight') && mapOf(preference, content)) {
    yield { span: keySpanOf(preference, content, preference.span), message: { id: 'unweighted', args: {} } };
  }
}
