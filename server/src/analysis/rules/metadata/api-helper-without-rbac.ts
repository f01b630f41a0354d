import { insertEntryBefore } from '../../../syntax/edit.js';
import type { Located } from '../../../syntax/span.js';
import { apiAccessOf } from '../../conditions/api-access.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const apiHelperWithoutRbac = defineRule({
  id: 'api-helper-without-rbac',
  meta: {
    title: 'Container that may not ask the API server',
    severity: 'hint',
    since: '0.1.0',
    patterns: ['sidecar', 'init'],
    docs: `
      Some helpers live on the Kubernetes API: \`k8s-sidecar\` reads ConfigMaps, \`k8s-wait-for\` looks at Pods and Jobs,
      \`kube-rbac-proxy\` has tokens reviewed, and so does every script with \`kubectl\`. They have the rights of the Pod's
      service account. The account \`default\`, which a Pod gets where it names none, has nearly none, so they are
      answered “Forbidden”; give the Pod an account with a Role and a RoleBinding.

      With \`automountServiceAccountToken: false\` there is no token at all, and the container ends with an error. Nothing
      is reported where it has a kubeconfig, or a token that is projected or mounted by hand; nor where a RoleBinding beside
      the Pod gives rights to \`default\`. It may stand elsewhere, hence a hint.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
      'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings',
      'https://github.com/kiwigrid/k8s-sidecar#required-rights-by-this-container',
      'https://github.com/groundnuty/k8s-wait-for',
    ],
    messages: {
      account:
        "'{container}' asks the API server with {client}, and the service account 'default' has no rights for that",
      token: "'{container}' asks the API server with {client}, but gets no token of its service account",
      name: "Run under the service account '{account}'",
      mount: 'Mount the token',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  serviceAccountName: shop
  automountServiceAccountToken: false
#                               ^^^^^ api-helper-without-rbac
  initContainers:
  - name: wait-for-migration
    image: ghcr.io/groundnuty/k8s-wait-for:v2.0
    args: [job, migration]
  containers:
  - name: shop
    image: registry.example/shop:1.4
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  serviceAccountName: shop
  automountServiceAccountToken: true
  initContainers:
  - name: wait-for-migration
    image: ghcr.io/groundnuty/k8s-wait-for:v2.0
    args: [job, migration]
  containers:
  - name: shop
    image: registry.example/shop:1.4
`,
        },
        {
          yaml: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: dashboards
---
apiVersion: v1
kind: Pod
metadata:
  name: grafana
spec:
  containers:
  - name: grafana
    image: grafana/grafana:11.4.0
    volumeMounts:
    - {name: dashboards, mountPath: /var/lib/grafana/dashboards, readOnly: true}
  - name: dashboards
#         ^^^^^^^^^^ api-helper-without-rbac
    image: quay.io/kiwigrid/k8s-sidecar:1.28.0
    env:
    - {name: LABEL, value: dashboard}
    - {name: FOLDER, value: /dashboards}
    volumeMounts:
    - {name: dashboards, mountPath: /dashboards}
  volumes:
  - name: dashboards
    emptyDir: {}
`,
          fixed: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: dashboards
---
apiVersion: v1
kind: Pod
metadata:
  name: grafana
spec:
  serviceAccountName: dashboards
  containers:
  - name: grafana
    image: grafana/grafana:11.4.0
    volumeMounts:
    - {name: dashboards, mountPath: /var/lib/grafana/dashboards, readOnly: true}
  - name: dashboards
    image: quay.io/kiwigrid/k8s-sidecar:1.28.0
    env:
    - {name: LABEL, value: dashboard}
    - {name: FOLDER, value: /dashboards}
    volumeMounts:
    - {name: dashboards, mountPath: /dashboards}
  volumes:
  - name: dashboards
    emptyDir: {}
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  serviceAccountName: shop
  initContainers:
  - name: wait-for-migration
    image: ghcr.io/groundnuty/k8s-wait-for:v2.0
    args: [job, migration]
  containers:
  - name: shop
    image: registry.example/shop:1.4
`,
        },
      ],
    },
  },

  *check(pod) {
    // A static Pod has no account at all, which is another matter.
    if (pod.staticPod) return;
    // All containers have the same account, so the first one that cannot do without it is told.
    for (const container of pod.spec.containers) {
      const access = apiAccessOf(pod, container);
      if (!access?.lacks) continue;
      const { client, lacks, account, withheld } = access;
      yield {
        span: (lacks === 'token' ? withheld?.span : account?.span) ?? container.anchor,
        container,
        ...(lacks === 'token' && { severity: 'error' }),
        message: { id: lacks, args: { container: container.label, client } },
        fixes: () =>
          withheld
            ? makeFix(pod, { message: { id: 'mount', args: {} } }, [
                replaceAt(pod.manifest.document, withheld.span, true),
              ])
            : nameAccount(pod, account),
      };
      return;
    }
  },
});

/** Where exactly one account is defined beside the pod, it is the one that was made for it. */
function nameAccount(pod: Pod, existing: Located<string> | undefined) {
  const { manifest, spec, named } = pod;
  const [account, second] = new Set(named.flatMap(({ kind, name }) => (kind === 'ServiceAccount' ? [name] : [])));
  const first = spec.node.pairs[0]?.key;
  if (account === undefined || second !== undefined || first === undefined || isPlaceholder(account)) return [];
  return makeFix(pod, { message: { id: 'name', args: { account } } }, [
    existing
      ? replaceAt(manifest.document, existing.span, account)
      : insertEntryBefore(manifest.document, spec.node, first, 'serviceAccountName', account),
  ]);
}
