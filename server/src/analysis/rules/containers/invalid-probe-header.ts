import { mapsOf, stringOf } from '../../../syntax/access.js';
import type { Located } from '../../../syntax/span.js';
import { isMissing, itemAnchor } from '../../conditions/given.js';
import { handlerOwners } from '../../conditions/handlers.js';
import { isMisread } from '../../conditions/misread.js';
import { rejection } from '../../conditions/rejection.js';
import { isWhole } from '../../conditions/workload.js';
import { changeText } from '../../edits/change-text.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

const HEADER_NAME = /^[-A-Za-z0-9]+$/;

export const invalidProbeHeader = defineRule({
  id: 'invalid-probe-header',
  meta: {
    title: 'Header of a probe without a valid name',
    severity: 'error',
    since: '0.1.0',
    docs: `
      The headers that \`httpGet\` sends have names of letters, digits and \`-\`. The API server rejects others: with a
      colon at the end, an underscore or a blank, or none at all.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes',
    ],
    messages: {
      missing: "A header in the {field} of '{container}' has no name",
      invalid:
        "'{header}' in the {field} of '{container}' is no valid name of a header, which has letters, digits and '-'",
      rename: "Change to '{nearest}'",
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
    readinessProbe:
      httpGet:
        path: /
        port: 80
        httpHeaders:
        - name: "X-Probe:"
#               ^^^^^^^^^^ invalid-probe-header
          value: ready
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
    readinessProbe:
      httpGet:
        path: /
        port: 80
        httpHeaders:
        - name: "X-Probe"
          value: ready
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
    readinessProbe:
      httpGet:
        path: /
        port: 80
        httpHeaders:
        - name: X-Probe
          value: ready
`,
        },
      ],
    },
  },

  fields: ['httpHeaders'],
  *check(pod) {
    for (const container of pod.spec.containers) {
      for (const { field, handlers } of handlerOwners(container)) {
        for (const { node: header } of handlers.flatMap(({ node }) => mapsOf(node, 'httpHeaders'))) {
          const name = stringOf(header, 'name');
          const shared = { ...rejection(pod), container };
          const args = { container: container.label, field, header: name?.value ?? '' };
          if (!name?.value) {
            if (!isWhole(pod) || !isMissing(header, 'name') || isMisread(pod.manifest, header.span)) continue;
            yield { ...shared, span: itemAnchor(header, 'name', 'value'), message: { id: 'missing', args } };
          } else if (!HEADER_NAME.test(name.value) && !isPlaceholder(name.value)) {
            yield { ...shared, span: name.span, message: { id: 'invalid', args }, fixes: () => renaming(pod, name) };
          }
        }
      }
    }
  },
});

function renaming(pod: Pod, { value, span }: Located<string>) {
  const nearest = value
    .trim()
    .replace(/:$/, '')
    .replace(/[^-A-Za-z0-9]+/g, '-');
  if (!HEADER_NAME.test(nearest)) return [];
  return changeText(pod, { span }, nearest, { id: 'rename', evenIfShared: true });
}
