import { mapsOf, seqOf, stringOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { isMissing, itemAnchor, keySpanOf, repeated, settledText } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { nearestName } from '../../conditions/nearest-name.js';
import { rejection } from '../../conditions/rejection.js';
import { isWhole } from '../../conditions/workload.js';
import { changeText } from '../../edits/change-text.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const unknownResourceClaim = defineRule({
  id: 'unknown-resource-claim',
  meta: {
    title: 'Resource claim that the Pod does not have',
    severity: 'error',
    since: '0.1.0',
    docs: `
      An entry of a container's \`resources.claims\` names an entry of the Pod's \`resourceClaims\`, once. The API
      server rejects another name, a missing one, and the same one twice. The \`resources\` of a whole Pod have no
      claims.`,
    references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/'],
    messages: {
      unknown: "'{container}' wants the resource claim '{claim}', which this Pod does not have",
      similar: "'{container}' wants the resource claim '{claim}', which this Pod does not have; '{nearest}' is one",
      missing: "A resource claim of '{container}' has no name",
      twice: "'{container}' wants the resource claim '{claim}' twice",
      pod: 'Resources of a whole Pod have no claims; give them to its containers',
      rename: "Change to '{nearest}'",
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
    resources:
      claims:
      - name: gpus
#             ^^^^ unknown-resource-claim
  resourceClaims:
  - name: gpu
    resourceClaimTemplateName: gpu
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
    resources:
      claims:
      - name: gpu
  resourceClaims:
  - name: gpu
    resourceClaimTemplateName: gpu
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
    resources:
      claims:
      - name: gpu
  resourceClaims:
  - name: gpu
    resourceClaimTemplateName: gpu
`,
        },
      ],
    },
  },

  fields: ['claims'],
  *check(pod) {
    if (!isWhole(pod)) return;
    const known = new Set(
      mapsOf(pod.spec.node, 'resourceClaims').flatMap(({ node }) => stringOf(node, 'name')?.value ?? []),
    );
    for (const container of pod.spec.containers) yield* faultsOf(pod, container, known);
    const { resources } = pod.spec;
    if (!resources || (seqOf(resources.node, 'claims')?.items.length ?? 0) === 0) return;
    const span = keySpanOf(resources.node, 'claims', resources.keySpan);
    yield { ...rejection(pod), span, message: { id: 'pod', args: {} }, kubernetes: { from: '1.34' } };
  },
});

type Ids = 'unknown' | 'similar' | 'missing' | 'twice' | 'pod' | 'rename';

function* faultsOf(pod: Pod, container: ContainerView, known: ReadonlySet<string>): Iterable<Problem<Ids>> {
  const shared = { ...rejection(pod), container };
  const claims = mapsOf(container.resources?.node, 'claims').map(({ node }) => node);
  for (const node of claims) {
    const name = settledText(node, 'name');
    if (name && !known.has(name.value)) {
      const nearest = nearestName(name.value, known);
      const args = { container: container.label, claim: name.value, nearest: nearest ?? '' };
      yield {
        ...shared,
        span: name.span,
        message: { id: nearest === undefined ? 'unknown' : 'similar', args },
        fixes: () => changeText(pod, name, nearest, { id: 'rename' }),
      };
    } else if (isMissing(node, 'name') && !isMisread(pod.manifest, node.span)) {
      yield { ...shared, span: itemAnchor(node), message: { id: 'missing', args: { container: container.label } } };
    }
  }
  const keyOf = (node: YamlMap) =>
    JSON.stringify([settledText(node, 'name')?.value, settledText(node, 'request')?.value]);
  for (const { item } of repeated(claims, keyOf)) {
    const name = settledText(item, 'name');
    if (!name) continue;
    const args = { container: container.label, claim: name.value };
    yield { ...shared, span: name.span, message: { id: 'twice', args } };
  }
}
