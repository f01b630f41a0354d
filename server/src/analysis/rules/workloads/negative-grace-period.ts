import type { Located } from '../../../syntax/span.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const negativeGracePeriod = defineRule({
  id: 'negative-grace-period',
  meta: {
    title: 'Negative grace period',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      \`terminationGracePeriodSeconds\` is how long containers may take to stop. The API server warns about a negative
      value in a pod template, and silently makes it 1 second in every Pod.`,
    references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination'],
    messages: {
      template: 'A grace period of {seconds} seconds becomes 1 second in every Pod',
      pod: 'A grace period of {seconds} seconds becomes 1 second',
      change: 'Change to {seconds}',
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
      terminationGracePeriodSeconds: -1
#                                    ^^ negative-grace-period
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
      terminationGracePeriodSeconds: 1
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
      terminationGracePeriodSeconds: 0
`,
        },
      ],
    },
  },

  fields: ['terminationGracePeriodSeconds'],
  *check(pod) {
    const seconds = pod.spec.terminationGracePeriodSeconds;
    if (!seconds || seconds.value >= 0) return;
    const isPod = pod.manifest.kind.value === 'Pod';
    yield {
      span: seconds.span,
      ...(isPod && { severity: 'information' }),
      message: { id: isPod ? 'pod' : 'template', args: { seconds: String(seconds.value) } },
      fixes: () => change(pod, seconds),
    };
  },
});

function change(pod: Pod, { span }: Located<number>) {
  const message = { id: 'change' as const, args: { seconds: '1' } };
  return makeFix(pod, { message, applicability: 'safe', evenIfShared: true }, [
    replaceAt(pod.manifest.document, span, 1),
  ]);
}
