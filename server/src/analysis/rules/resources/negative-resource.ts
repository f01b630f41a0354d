import { quantitiesOf } from '../../conditions/quantities.js';
import { rejection } from '../../conditions/rejection.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { QuantityView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const negativeResource = defineRule({
  id: 'negative-resource',
  meta: {
    title: 'Amount below zero',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Nothing can be promised or limited to less than nothing: the API server rejects negative requests, limits and size
      limits.`,
    references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
    messages: {
      owner: "'{owner}' sets {field} to {value}, which is below zero",
      pod: 'The Pod sets {field} to {value}, which is below zero',
      change: 'Change to {positive}',
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
      limits:
        cpu: -500m
#            ^^^^^ negative-resource
        memory: 128Mi
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
      limits:
        cpu: 500m
        memory: 128Mi
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
      limits:
        cpu: 500m
        memory: 128Mi
`,
        },
      ],
    },
  },

  *check(pod) {
    for (const { quantity, field, owner, container } of quantitiesOf(pod)) {
      if (quantity.nanos === undefined || quantity.nanos >= 0n) continue;
      const args = { owner: owner ?? '', field, value: quantity.value };
      yield {
        ...rejection(pod),
        span: quantity.span,
        message: { id: owner === undefined ? 'pod' : 'owner', args },
        ...(container && { container }),
        fixes: () => change(pod, quantity),
      };
    }
  },
});

function change(pod: Pod, { value, span }: QuantityView) {
  const positive = value.replace(/^-/, '');
  const text = /^(?:0|[1-9]\d*)$/.test(positive) ? Number(positive) : positive;
  return makeFix(pod, { message: { id: 'change' as const, args: { positive } }, evenIfShared: true }, [
    replaceAt(pod.manifest.document, span, text),
  ]);
}
