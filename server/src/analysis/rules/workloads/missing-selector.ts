import { keySpanOf } from '../../conditions/given.js';
import { lackingSelector } from '../../conditions/label-selector.js';
import { isWhole } from '../../conditions/workload.js';
import { templateOf } from '../../conditions/workload-object.js';
import { addSelector } from '../../edits/add-selector.js';
import { makeFix } from '../../edits/make-fix.js';
import { defineRule } from '../rule.js';

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
    // Another rule tells of older versions, which are gone, and adds the selector when it writes the new one.
    if (!template || !isWhole(pod) || manifest.apiVersion.value !== 'apps/v1') return;
    const id = lackingSelector(manifest, template);
    if (id === undefined) return;
    yield {
      span: keySpanOf(template.owner, 'selector', keySpanOf(manifest.node, 'spec', manifest.kind.span)),
      message: { id, args: { kind: manifest.kind.value, workload: manifest.name?.value ?? '' } },
      fixes: () => makeFix(pod, { message: { id: 'add', args: {} } }, [addSelector(manifest, template)]),
    };
  },
});
