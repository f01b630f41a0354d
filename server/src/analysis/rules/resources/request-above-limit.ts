import { mayExclude } from '../../conditions/branches.js';
import { rejection } from '../../conditions/rejection.js';
import { isOvercommittable } from '../../conditions/resource-names.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { QuantityView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const requestAboveLimit = defineRule({
  id: 'request-above-limit',
  meta: {
    title: 'Resource request above its limit',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A container cannot be promised more than it may take, so the API server rejects a request above the limit of the
      same resource. Units are compared exactly: \`1Gi\` (2³⁰ bytes) is more than \`1G\` (10⁹ bytes).
      Huge pages and extended resources such as GPUs cannot be overcommitted at all: another rule is about these.`,
    references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
    messages: {
      container: "'{container}' requests {request} of {resource}, more than its limit of {limit}",
      pod: 'The Pod requests {request} of {resource}, more than its limit of {limit}',
      limit: 'The limit',
      raise: 'Raise the limit to {request}',
      lower: 'Lower the request to {limit}',
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
      requests:
        memory: 64Mi
#               ^^^^ request-above-limit
      limits:
        memory: 64M
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
      requests:
        memory: 64Mi
      limits:
        memory: 64Mi
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
      requests: {cpu: 0.5, memory: 1G}
      limits: {cpu: 500m, memory: 1Gi}
`,
        },
      ],
    },
  },

  fields: ['limits'],
  *check(pod) {
    for (const container of [...pod.spec.containers, undefined]) {
      const resources = container ? container.resources : pod.spec.resources;
      for (const [resource, request] of resources?.requests ?? []) {
        const limit = resources?.limits.get(resource);
        if (request.nanos === undefined || limit?.nanos === undefined || request.nanos <= limit.nanos) continue;
        if (mayExclude(pod.manifest.document, request.span, limit.span)) continue;
        if (limit.nanos < 0n || !isOvercommittable(resource)) continue;
        const args = { resource, request: request.value, limit: limit.value };
        yield {
          ...rejection(pod),
          span: request.span,
          message: container ? { id: 'container', args: { ...args, container: container.label } } : { id: 'pod', args },
          ...(container && { container }),
          ...(container ? {} : { kubernetes: { from: '1.34' } }),
          related: [{ span: limit.span, message: { id: 'limit', args: {} } }],
          fixes: () => [
            ...change(pod, { id: 'raise', args }, limit, request.value),
            ...change(pod, { id: 'lower', args }, request, limit.value),
          ],
        };
      }
    }
  },
});

function change<Id extends string>(
  pod: Pod,
  message: { readonly id: Id; readonly args: Readonly<Record<string, string>> },
  { span }: QuantityView,
  value: string,
) {
  const text = /^(?:0|[1-9]\d*)$/.test(value) ? Number(value) : value;
  return makeFix(pod, { message, evenIfShared: true }, [replaceAt(pod.manifest.document, span, text)]);
}
