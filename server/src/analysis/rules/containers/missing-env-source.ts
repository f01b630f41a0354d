import { asMap } from '../../../syntax/access.js';
import { bulkEntries, envEntries } from '../../conditions/environment.js';
import { itemAnchor } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { rejection } from '../../conditions/rejection.js';
import { isWhole, lastingContainers } from '../../conditions/workload.js';
import { defineRule } from '../rule.js';

export const missingEnvSource = defineRule({
  id: 'missing-env-source',
  meta: {
    title: 'Environment variable from nowhere',
    severity: 'error',
    since: '0.1.0',
    docs: `
      \`valueFrom\` names where a value comes from: \`configMapKeyRef\`, \`secretKeyRef\`, \`fieldRef\`,
      \`resourceFieldRef\` or \`fileKeyRef\`. An entry of \`envFrom\` names a \`configMapRef\` or a \`secretRef\`. The
      API server rejects both where they name nothing. A variable with neither \`value\` nor \`valueFrom\` is fine: it
      is empty.`,
    references: [
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables',
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
    ],
    messages: {
      variable: "The valueFrom of '{variable}' in '{container}' does not say where the value comes from",
      bulk: "An entry of envFrom in '{container}' names neither a ConfigMap nor a Secret",
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
    env:
    - name: PASSWORD
      valueFrom: {}
#     ^^^^^^^^^ missing-env-source
    envFrom:
    - prefix: APP_
#             ^^^^ missing-env-source
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
    env:
    - name: EMPTY
    - name: PASSWORD
      valueFrom:
        secretKeyRef:
          name: web
          key: password
`,
        },
      ],
    },
  },

  fields: ['valueFrom', 'envFrom'],
  *check(pod) {
    if (!isWhole(pod)) return;
    for (const container of lastingContainers(pod.spec)) {
      const shared = { ...rejection(pod), container };
      for (const { label, valueFrom, sources } of envEntries(container)) {
        const from = asMap(valueFrom?.value);
        if (!valueFrom || !from || sources.length > 0 || isMisread(pod.manifest, from.span)) continue;
        const args = { container: container.label, variable: label };
        yield { ...shared, span: valueFrom.pair.keySpan, message: { id: 'variable', args } };
      }
      for (const { node, sources } of bulkEntries(container)) {
        if (sources.length > 0 || isMisread(pod.manifest, node.span)) continue;
        yield {
          ...shared,
          span: itemAnchor(node, 'prefix'),
          message: { id: 'bulk', args: { container: container.label } },
        };
      }
    }
  },
});
