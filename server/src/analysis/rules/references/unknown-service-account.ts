import { namedServiceAccount } from '../../conditions/service-account.js';
import { missedBySlip } from '../../conditions/slip.js';
import { changeText } from '../../edits/change-text.js';
import { isPlaceholder } from '../../model/placeholder.js';
import { defineRule } from '../rule.js';

export const unknownServiceAccount = defineRule({
  id: 'unknown-service-account',
  meta: {
    title: 'Service account that is nowhere beside the pod',
    severity: 'hint',
    since: '0.1.0',
    docs: `
      A pod is made only when its service account is there: a workload whose account is missing stays without pods, and
      only the events of its ReplicaSet say why. Other accounts are in this file or in the files that belong to it, and this
      one is not. A name that misses one of them by a slip of the finger is a warning, any other one a hint, as it may be
      made elsewhere.`,
    references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/'],
    messages: {
      missing: "ServiceAccount '{name}' is not defined beside this pod, which is not made without it",
      slip: "ServiceAccount '{name}' is not defined, so no pod is made, but '{nearest}' is",
      change: "Change to '{nearest}'",
    },
    examples: {
      bad: [
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
  serviceAccountName: woker
#                     ^^^^^ unknown-service-account
  containers:
  - name: web
    image: nginx:1.27
`,
          fixed: `
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
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: default
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
    // Where no account is beside the pod, they are made elsewhere.
    if (!named || named.beside.length === 0 || named.beside.some(isPlaceholder)) return;
    const { account, beside } = named;
    const { value: name, span } = account;
    if (beside.includes(name)) return;
    const nearest = missedBySlip(name, beside);
    if (nearest === undefined) {
      yield { span, message: { id: 'missing', args: { name } } };
      return;
    }
    yield {
      span,
      severity: 'warning',
      message: { id: 'slip', args: { name, nearest } },
      fixes: () => changeText(pod, account, nearest, { id: 'change' }),
    };
  },
});
