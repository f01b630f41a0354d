import { numberOf } from '../../../syntax/access.js';
import type { Located } from '../../../syntax/span.js';
import { isAbsent, itemAnchor } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { isOutsidePorts, type PortEntry, portEntries } from '../../conditions/port-entries.js';
import { rejection } from '../../conditions/rejection.js';
import { isWhole, lastingContainers } from '../../conditions/workload.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidPortNumber = defineRule({
  id: 'invalid-port-number',
  meta: {
    title: 'Port without a valid number',
    severity: 'error',
    since: '0.1.0',
    docs: `
      An entry of \`ports\` needs a \`containerPort\` between 1 and 65535, and a \`hostPort\` lies in the same range.
      The API server rejects an entry without a number and any other number.`,
    references: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports'],
    messages: {
      missing: "A port of '{container}' has no containerPort",
      range: "'{container}' declares {field} {port}, and ports go from 1 to 65535",
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
    - name: http
#           ^^^^ invalid-port-number
    - name: https
      containerPort: 84430
#                    ^^^^^ invalid-port-number
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
    - name: http
      containerPort: 80
`,
        },
      ],
    },
  },

  fields: ['ports'],
  *check(pod) {
    for (const container of lastingContainers(pod.spec))
      for (const port of portEntries(container)) yield* faultsOf(pod, container, port);
  },
});

function* faultsOf(pod: Pod, container: ContainerView, port: PortEntry): Iterable<Problem<'missing' | 'range'>> {
  const { node } = port;
  if (isAbsent(node, 'containerPort') && isWhole(pod) && !isMisread(pod.manifest, node.span)) {
    const message = { id: 'missing' as const, args: { container: container.label } };
    yield { ...rejection(pod), container, span: itemAnchor(node, 'name'), message };
  }
  for (const [field, given] of numbersOf(port)) {
    if (!isOutsidePorts(given.value)) continue;
    const message = { id: 'range' as const, args: { container: container.label, field, port: String(given.value) } };
    yield { ...rejection(pod), container, span: given.span, message };
  }
}

/** A host port of 0 is none; a container port of 0 is a mistake. */
function numbersOf({ node, hostPort }: PortEntry): (readonly [string, Located<number>])[] {
  const containerPort = numberOf(node, 'containerPort');
  return [
    ...(containerPort ? [['containerPort', containerPort] as const] : []),
    ...(hostPort ? [['hostPort', hostPort] as const] : []),
  ];
}
