import { mapOf } from '../../../syntax/access.js';
import { settledText } from '../../conditions/given.js';
import { isLabelName, isSubdomain, nearestSubdomain } from '../../conditions/names.js';
import { rejection } from '../../conditions/rejection.js';
import { isOwnKind } from '../../conditions/workload-object.js';
import { changeText } from '../../edits/change-text.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

/** Of a StatefulSet itself, which is rejected for it since 1.34. Source: apps/validation, ValidateStatefulSetSpec. */
function* serviceFaults({ manifest }: Pod) {
  if (manifest.kind.value !== 'StatefulSet' || !isOwnKind(manifest)) return;
  const name = settledText(mapOf(manifest.node, 'spec'), 'serviceName');
  if (!name || isLabelName(name.value)) return;
  const message = { id: 'invalid' as const, args: { name: name.value, field: 'serviceName' } };
  yield { span: name.span, message, kubernetes: { from: '1.34' } };
}

const FIELDS = ['serviceAccountName', 'serviceAccount', 'nodeName', 'priorityClassName', 'runtimeClassName'];

export const invalidReferenceName = defineRule({
  id: 'invalid-reference-name',
  meta: {
    title: 'Reference to an object that cannot exist',
    severity: 'error',
    since: '0.1.0',
    docs: `
      \`serviceAccountName\`, \`nodeName\`, \`priorityClassName\` and \`runtimeClassName\` name another object, and no
      object can have a name with upper case letters, underscores or blanks in it: names are subdomains of RFC 1123. The
      API server rejects the Pod.`,
    references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names'],
    messages: {
      invalid: "'{name}' cannot be the name of an object; {field} consists of a-z, 0-9, '-' and '.'",
      change: "Change to '{nearest}'",
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
  serviceAccountName: Web_Runner
#                     ^^^^^^^^^^ invalid-reference-name
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
  serviceAccountName: web-runner
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
  serviceAccountName: web-runner
`,
        },
      ],
    },
  },

  fields: [...FIELDS, 'serviceName'],
  *check(pod) {
    yield* serviceFaults(pod);
    for (const field of FIELDS) {
      const name = settledText(pod.spec.node, field);
      if (!name || isSubdomain(name.value)) continue;
      yield {
        ...rejection(pod),
        span: name.span,
        message: { id: 'invalid', args: { name: name.value, field } },
        fixes: () => changeText(pod, name, nearestSubdomain(name.value), { id: 'change', evenIfShared: true }),
      };
    }
  },
});
