import { mapsOf, seqOf } from '../../../syntax/access.js';
import { setIn } from '../../../syntax/edit.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { podTermsOf } from '../../conditions/affinity-terms.js';
import { isMissing, itemAnchor } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const missingLabelSelector = defineRule({
  id: 'missing-label-selector',
  meta: {
    title: 'Pod affinity that matches nothing',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      A term of \`podAffinity\` or \`podAntiAffinity\`, and a spread constraint, is about the pods that its
      \`labelSelector\` matches. Without one it is about no pod at all, and does nothing; an empty one, \`{}\`, is about
      all of them. The API server accepts it with a warning.`,
    references: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
      'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
    ],
    messages: {
      affinity: 'This affinity term has no labelSelector, so it matches no pod',
      spread: 'This spread constraint has no labelSelector, so it matches no pod',
      add: "Select the Pod's own labels",
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
  affinity:
    podAntiAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
      - topologyKey: kubernetes.io/hostname
#                    ^^^^^^^^^^^^^^^^^^^^^^ missing-label-selector
  containers:
  - name: web
    image: nginx:1.27
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  affinity:
    podAntiAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
      - topologyKey: kubernetes.io/hostname
        labelSelector:
          matchLabels:
            app: web
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
  labels:
    app: web
spec:
  affinity:
    podAntiAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
      - topologyKey: kubernetes.io/hostname
        labelSelector:
          matchLabels:
            app: web
  containers:
  - name: web
    image: nginx:1.27
`,
        },
      ],
    },
  },

  fields: ['affinity', 'topologySpreadConstraints'],
  *check(pod) {
    if (!isWhole(pod)) return;
    const spread = mapsOf(pod.spec.node, 'topologySpreadConstraints').map(({ node }) => ({
      node,
      id: 'spread' as const,
    }));
    const terms = podTermsOf(pod.spec.node).map(({ node }) => ({ node, id: 'affinity' as const }));
    for (const { node, id } of [...terms, ...spread]) {
      // Other rules tell that such keys need a selector beside them.
      if (LABEL_KEYS.some((field) => seqOf(node, field)?.items.length)) continue;
      if (!isMissing(node, 'labelSelector') || isMisread(pod.manifest, node.span)) continue;
      yield { span: itemAnchor(node, 'topologyKey'), message: { id, args: {} }, fixes: () => addition(pod, node) };
    }
  },
});

const LABEL_KEYS = ['matchLabelKeys', 'mismatchLabelKeys'];

function addition(pod: Pod, term: YamlMap) {
  const labels = [...pod.spec.labels.values()].filter(({ value }) => !isPlaceholder(value));
  if (labels.length === 0) return [];
  const matchLabels = Object.fromEntries(labels.map(({ key, value }) => [key, value]));
  return makeFix(pod, { message: { id: 'add' as const, args: {} } }, [
    setIn(pod.manifest.document, term, ['labelSelector', 'matchLabels'], matchLabels, [
      'maxSkew',
      'topologyKey',
      'whenUnsatisfiable',
    ]),
  ]);
}
