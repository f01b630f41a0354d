import type { Located } from '../../../syntax/span.js';
import { isPortName, nearestPortName } from '../../conditions/names.js';
import { portEntries } from '../../conditions/port-entries.js';
import { rejection } from '../../conditions/rejection.js';
import { lastingContainers } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { ContainerView } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const invalidPortName = defineRule({
  id: 'invalid-port-name',
  meta: {
    title: 'Port with an invalid name',
    severity: 'error',
    since: '0.1.0',
    docs: `
      The name of a container's port has at most **15** characters of \`a-z\`, \`0-9\` and \`-\`, with a letter among
      them, and no hyphen at its beginning, at its end, or beside another one. The API server rejects anything else. The
      ports of a Service may have longer names; what its \`targetPort\` names is the container's port, with the shorter
      name.`,
    references: [
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports',
      'https://www.rfc-editor.org/rfc/rfc6335#section-5.1',
    ],
    messages: {
      invalid:
        "'{port}' of '{container}' is no valid name of a port, which consists of a-z, 0-9 and single inner hyphens",
      long: "'{port}' of '{container}' has {length} characters, and the name of a port has 15 at most",
      rename: "Rename to '{nearest}', also in the probes of the container",
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
    ports:
    - name: HTTP_web
#           ^^^^^^^^ invalid-port-name
      containerPort: 80
    - name: prometheus-metrics
#           ^^^^^^^^^^^^^^^^^^ invalid-port-name
      containerPort: 9113
    readinessProbe:
      tcpSocket:
        port: HTTP_web
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
    ports:
    - name: http-web
      containerPort: 80
    - name: prometheus
      containerPort: 9113
    readinessProbe:
      tcpSocket:
        port: http-web
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
    ports:
    - name: http-web
      containerPort: 80
`,
        },
      ],
    },
  },

  fields: ['ports'],
  *check(pod) {
    for (const container of lastingContainers(pod.spec)) {
      for (const { name } of portEntries(container)) {
        if (!name || isPortName(name.value) || isPlaceholder(name.value)) continue;
        const { length } = name.value;
        const args = { container: container.label, port: name.value, length: String(length) };
        yield {
          ...rejection(pod),
          span: name.span,
          container,
          message: { id: length > 15 ? 'long' : 'invalid', args },
          fixes: () => renaming(pod, container, name),
        };
      }
    }
  },
});

function renaming(pod: Pod, container: ContainerView, { value, span }: Located<string>) {
  const nearest = nearestPortName(value);
  if (nearest === undefined || portEntries(container).some(({ name }) => name?.value === nearest)) return [];
  const users = [...container.probes, ...container.hooks].flatMap(({ handler }) => handler?.port ?? []);
  const places = [span, ...users.flatMap((port) => (port.value === value ? [port.span] : []))];
  const once = [...new Map(places.map((place) => [place.start, place])).values()];
  const edits = once.map((place) => replaceAt(pod.manifest.document, place, nearest));
  return makeFix(pod, { message: { id: 'rename' as const, args: { nearest } }, evenIfShared: true }, edits);
}
