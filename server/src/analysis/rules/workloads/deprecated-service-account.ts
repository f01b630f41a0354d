import { stringOf } from '../../../syntax/access.js';
import type { YamlPair } from '../../../syntax/nodes.js';
import { settledText } from '../../conditions/given.js';
import { makeFix } from '../../edits/make-fix.js';
import { removeField } from '../../edits/remove-field.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix } from '../rule.js';

export const deprecatedServiceAccount = defineRule({
  id: 'deprecated-service-account',
  meta: {
    title: 'Old name of serviceAccountName',
    severity: 'information',
    since: '0.1.0',
    docs: `
      \`serviceAccount\` is the old name of \`serviceAccountName\`. The API server copies one into the other; where both
      are given, \`serviceAccountName\` wins, so that the old one misleads.`,
    references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/'],
    messages: {
      old: 'The field serviceAccount is the old name of serviceAccountName',
      ignored: "The field serviceAccount is ignored, as serviceAccountName '{name}' is given as well",
      rename: 'Rename to serviceAccountName',
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
  serviceAccount: web
# ^^^^^^^^^^^^^^ deprecated-service-account
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
  serviceAccountName: web
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
  serviceAccountName: web
`,
        },
      ],
    },
  },

  fields: ['serviceAccount'],
  *check(pod) {
    // A static Pod can have neither.
    if (pod.staticPod) return;
    const { node } = pod.spec;
    const old = settledText(node, 'serviceAccount');
    const pair = node.pairs.findLast(({ key }) => key === 'serviceAccount');
    const current = stringOf(node, 'serviceAccountName')?.value;
    if (!old || !pair || current === old.value) return;
    yield {
      span: pair.keySpan,
      message: { id: current ? 'ignored' : 'old', args: { name: current ?? '' } },
      ...(current && { severity: 'warning' }),
      fixes: () => repair(pod, pair, Boolean(current)),
    };
  },
});

type Ids = 'old' | 'ignored' | 'rename' | 'remove';

function repair(pod: Pod, pair: YamlPair, superseded: boolean): readonly Fix<Ids>[] {
  if (superseded) return removeField(pod, pod.spec.node, 'serviceAccount', { id: 'remove', applicability: 'safe' });
  const { start, end } = pair.keySpan;
  const newText = pod.manifest.document.text.slice(start, end).replace('serviceAccount', 'serviceAccountName');
  return makeFix(pod, { message: { id: 'rename', args: {} }, applicability: 'safe', evenIfShared: true }, [
    { span: pair.keySpan, newText },
  ]);
}
