import { namedServiceAccount } from '../../conditions/service-account.js';
import { defineRule } from '../rule.js';

export const undeclaredServiceAccount = defineRule({
  id: 'undeclared-service-account',
  meta: {
    title: 'Service account that comes from elsewhere',
    severity: 'hint',
    enabled: false,
    since: '0.1.0',
    docs: `
      The pod names a service account, and no ServiceAccount at all is among the files that are read together with it. It
      is often made by somebody else, so the rule is off by default: it is for those whose manifests hold all that they
      need. Where other accounts stand beside the pod, \`unknown-service-account\` speaks.`,
    references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/'],
    messages: { missing: "ServiceAccount '{name}' is not among these manifests, and no pod is made without it" },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: worker
#                     ^^^^^^ undeclared-service-account
  containers:
  - name: web
    image: nginx:1.27
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: worker
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: worker
  containers:
  - name: web
    image: nginx:1.27
`,
        },
      ],
    },
  },

  fields: ['serviceAccountName'],
  *check(pod) {
    const named = namedServiceAccount(pod);
    if (named?.beside.length !== 0) return;
    const { value: name, span } = named.account;
    yield { span, message: { id: 'missing', args: { name } } };
  },
});
