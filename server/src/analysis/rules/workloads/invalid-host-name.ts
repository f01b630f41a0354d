import { settledText } from '../../conditions/given.js';
import { isLabelName, nearestLabel } from '../../conditions/names.js';
import { rejection } from '../../conditions/rejection.js';
import { changeText } from '../../edits/change-text.js';
import { defineRule } from '../rule.js';

export const invalidHostName = defineRule({
  id: 'invalid-host-name',
  meta: {
    title: 'Host name that a Pod cannot have',
    severity: 'error',
    since: '0.1.0',
    docs: `
      \`hostname\` and \`subdomain\` of a Pod are labels of RFC 1123: at most 63 of \`a-z\`, \`0-9\` and \`-\`, not
      beginning or ending with \`-\`, and without dots. The API server rejects anything else.`,
    references: [
      'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields',
    ],
    messages: {
      invalid: "'{name}' is no {field} of a Pod, which consists of a-z, 0-9 and inner hyphens",
      long: "'{name}' is too long for a {field} of a Pod, which has 63 characters at most",
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
  hostname: Web_1
#           ^^^^^ invalid-host-name
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
  hostname: web-1
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
  hostname: web-1
  subdomain: web
`,
        },
      ],
    },
  },

  fields: ['hostname', 'subdomain'],
  *check(pod) {
    for (const field of ['hostname', 'subdomain']) {
      const name = settledText(pod.spec.node, field);
      if (!name || isLabelName(name.value)) continue;
      yield {
        ...rejection(pod),
        span: name.span,
        message: { id: name.value.length > 63 ? 'long' : 'invalid', args: { name: name.value, field } },
        fixes: () => changeText(pod, name, nearestLabel(name.value), { id: 'change', evenIfShared: true }),
      };
    }
  },
});
