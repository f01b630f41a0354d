import { mapOf, mapsOf, stringOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import type { Located } from '../../../syntax/span.js';
import { nodeTermsOf } from '../../conditions/affinity-terms.js';
import { makeFix } from '../../edits/make-fix.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const deprecatedNodeLabel = defineRule({
  id: 'deprecated-node-label',
  meta: {
    title: 'Node label that is going',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      The labels of nodes that have \`beta\` in their names have been replaced; nodes carry both for now. The API server
      warns about the old ones in \`nodeSelector\`, node affinity and spread constraints.`,
    references: ['https://kubernetes.io/docs/reference/labels-annotations-taints/'],
    messages: {
      label: '{label} is deprecated; {current} has taken its place',
      change: 'Change to {current}',
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
  nodeSelector:
    beta.kubernetes.io/os: linux
#   ^^^^^^^^^^^^^^^^^^^^^ deprecated-node-label
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
  nodeSelector:
    kubernetes.io/os: linux
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
  nodeSelector:
    kubernetes.io/os: linux
`,
        },
      ],
    },
  },

  fields: ['nodeSelector', 'affinity', 'topologySpreadConstraints'],
  *check(pod) {
    for (const label of labelsIn(pod.spec.node)) {
      const current = CURRENT[label.value];
      if (current === undefined) continue;
      yield {
        span: label.span,
        message: { id: 'label', args: { label: label.value, current } },
        fixes: () => change(pod, label, current),
      };
    }
  },
});

/** Source: api/node, GetNodeLabelDeprecatedMessage. */
const CURRENT: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
};

/** Every place where a pod spec names a label of nodes. */
function* labelsIn(spec: YamlMap): Iterable<Located<string>> {
  for (const { key, keySpan } of mapOf(spec, 'nodeSelector')?.pairs ?? []) {
    if (key !== undefined) yield { value: key, span: keySpan };
  }
  const expressions = nodeTermsOf(spec).flatMap(({ node }) => mapsOf(node, 'matchExpressions'));
  const spread = mapsOf(spec, 'topologySpreadConstraints');
  for (const label of [
    ...expressions.map(({ node }) => stringOf(node, 'key')),
    ...spread.map(({ node }) => stringOf(node, 'topologyKey')),
  ]) {
    if (label) yield label;
  }
}

/** Keeps the quotes. */
function change(pod: Pod, { value, span }: Located<string>, current: string) {
  const { document } = pod.manifest;
  const newText = document.text.slice(span.start, span.end).replace(value, current);
  const message = { id: 'change' as const, args: { current } };
  return makeFix(pod, { message, applicability: 'safe', evenIfShared: true }, [{ span, newText }]);
}
