import { mapsOf, seqOf } from '../../../syntax/access.js';
import { removeItem } from '../../../syntax/edit.js';
import { mayExclude } from '../../conditions/branches.js';
import { isMissing, itemAnchor, repeated, settledText } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix, type Problem } from '../rule.js';

export const duplicatePodEntry = defineRule({
  id: 'duplicate-pod-entry',
  meta: {
    title: 'Entry of a Pod that is there twice',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      An image pull secret needs to be named once, and one IP address of \`hostAliases\` takes all of its host names in
      one entry. The API server accepts repeated entries, and pull secrets without a name, with a warning.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
      'https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/',
    ],
    messages: {
      secret: "Pull secret '{secret}' is named twice",
      unnamed: 'This pull secret has no name',
      alias: 'Address {ip} has two entries; its host names belong into one',
      first: 'The first entry',
      remove: 'Remove the second entry',
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
  imagePullSecrets:
  - name: registry
  - name: registry
#         ^^^^^^^^ duplicate-pod-entry
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
  imagePullSecrets:
  - name: registry
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
  imagePullSecrets:
  - name: registry
`,
        },
      ],
    },
  },

  fields: ['imagePullSecrets', 'hostAliases'],
  *check(pod) {
    yield* repeatedSecrets(pod);
    yield* repeatedAliases(pod);
  },
});

type Ids = 'secret' | 'unnamed' | 'alias' | 'first' | 'remove';

function* repeatedSecrets(pod: Pod): Iterable<Problem<Ids>> {
  const secrets = mapsOf(pod.spec.node, 'imagePullSecrets');
  for (const { item, first } of repeated(secrets, ({ node }) => settledText(node, 'name')?.value)) {
    if (mayExclude(pod.manifest.document, first.node.span, item.node.span)) continue;
    yield {
      span: itemAnchor(item.node, 'name'),
      message: { id: 'secret', args: { secret: settledText(item.node, 'name')?.value ?? '' } },
      related: [{ span: itemAnchor(first.node, 'name'), message: { id: 'first', args: {} } }],
      fixes: () => removal(pod, item.index),
    };
  }
  for (const { node } of secrets) {
    if (!isWhole(pod) || !isMissing(node, 'name') || isMisread(pod.manifest, node.span)) continue;
    yield { span: itemAnchor(node, 'name'), message: { id: 'unnamed', args: {} } };
  }
}

function* repeatedAliases(pod: Pod): Iterable<Problem<Ids>> {
  const aliases = mapsOf(pod.spec.node, 'hostAliases').map(({ node }) => node);
  for (const { item, first } of repeated(aliases, (node) => settledText(node, 'ip')?.value)) {
    if (mayExclude(pod.manifest.document, first.span, item.span)) continue;
    yield {
      span: itemAnchor(item, 'ip'),
      message: { id: 'alias', args: { ip: settledText(item, 'ip')?.value ?? '' } },
      related: [{ span: itemAnchor(first, 'ip'), message: { id: 'first', args: {} } }],
    };
  }
}

function removal(pod: Pod, index: number): readonly Fix<Ids>[] {
  const list = seqOf(pod.spec.node, 'imagePullSecrets');
  if (!list) return [];
  return makeFix(pod, { message: { id: 'remove', args: {} }, applicability: 'safe' }, [
    removeItem(pod.manifest.document, list, index),
  ]);
}
