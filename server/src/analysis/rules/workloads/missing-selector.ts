import { mapOf, nodeOf } from '../../../syntax/access.js';
import { insertEntryBefore, setIn } from '../../../syntax/edit.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { isMissing, keySpanOf } from '../../conditions/given.js';
import { templateLabels } from '../../conditions/label-selector.js';
import { isMisread, standsElsewhere } from '../../conditions/misread.js';
import { isPlaceholder } from '../../conditions/placeholder.js';
import { isWhole } from '../../conditions/workload.js';
import { type Template, templateOf } from '../../conditions/workload-object.js';
import { makeFix } from '../../edits/make-fix.js';
import { needsSelector } from '../../model/workloads.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix } from '../rule.js';

export const missingSelector = defineRule({
  id: 'missing-selector',
  meta: {
    title: 'Workload without a selector',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A Deployment, ReplicaSet, StatefulSet or DaemonSet finds its pods by their labels. Its \`selector\` is required,
      and it must not be empty, as it would select every pod of the namespace: the API server rejects both. Usually it
      names one or two labels of the pod template that no other workload uses; it cannot be changed later.`,
    references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector'],
    messages: {
      missing: "{kind} '{workload}' has no selector",
      empty: "The selector of {kind} '{workload}' is empty, so it would select every pod",
      add: 'Add a selector for the labels of the template',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
# <--- missing-selector
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.27
`,
          fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.27
`,
        },
        {
          yaml: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: web
spec:
  selector: {}
# ^^^^^^^^ missing-selector
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.27
`,
          fixed: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.27
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.27
`,
        },
      ],
    },
  },

  *check(pod) {
    const { manifest } = pod;
    const template = templateOf(pod);
    if (!template || !needsSelector(manifest.kind.value) || !isWhole(pod)) return;
    if (!REQUIRING.includes(manifest.apiVersion.value)) return;
    const { owner } = template;
    const selector = mapOf(owner, 'selector');
    const missing = isMissing(owner, 'selector');
    if (!missing && (!selector || !isEmptySelector(selector) || isMisread(manifest, selector.span))) return;
    if (missing && standsElsewhere(manifest, owner, 'selector')) return;
    yield {
      span: keySpanOf(owner, 'selector', keySpanOf(manifest.node, 'spec', manifest.kind.span)),
      message: {
        id: missing ? 'missing' : 'empty',
        args: { kind: manifest.kind.value, workload: manifest.name?.value ?? '' },
      },
      fixes: () => addition(pod, template),
    };
  },
});

type Ids = 'missing' | 'empty' | 'add';

/** Older versions, which are gone, took the labels of the template. */
const REQUIRING: readonly string[] = ['apps/v1', 'apps/v1beta2'];

function isEmptySelector(selector: YamlMap): boolean {
  const labels = nodeOf(selector, 'matchLabels');
  const expressions = nodeOf(selector, 'matchExpressions');
  return (
    (isMissing(selector, 'matchLabels') || (labels?.kind === 'map' && labels.pairs.length === 0)) &&
    (isMissing(selector, 'matchExpressions') || (expressions?.kind === 'seq' && expressions.items.length === 0))
  );
}

/** Fills or makes `selector.matchLabels` with the labels of the template. */
function addition(pod: Pod, { node, owner }: Template): readonly Fix<Ids>[] {
  const { document } = pod.manifest;
  const known = [...(templateLabels(pod.manifest, node) ?? [])].filter(([, { value }]) => !isPlaceholder(value));
  if (known.length === 0) return [];
  const labels = Object.fromEntries(known.map(([key, { value }]) => [key, value]));
  const given = owner.pairs.some(({ key }) => key === 'selector');
  const edit = given
    ? setIn(document, owner, ['selector', 'matchLabels'], labels)
    : insertEntryBefore(document, owner, 'template', 'selector', { matchLabels: labels });
  return makeFix(pod, { message: { id: 'add', args: {} } }, [edit]);
}
