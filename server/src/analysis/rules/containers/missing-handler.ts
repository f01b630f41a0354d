import { seqOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { isAbsent } from '../../conditions/given.js';
import { HANDLER_FIELDS, type HandlerOwner, handlerOwners } from '../../conditions/handlers.js';
import { isMisread } from '../../conditions/misread.js';
import { rejection } from '../../conditions/rejection.js';
import { isKnative, isWhole } from '../../conditions/workload.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const missingHandler = defineRule({
  id: 'missing-handler',
  meta: {
    title: 'Probe or hook with nothing to do',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A probe has to say how it asks: with \`exec\`, \`httpGet\`, \`tcpSocket\` or \`grpc\`. A hook of the \`lifecycle\`
      does one of \`exec\`, \`httpGet\`, \`tcpSocket\` and \`sleep\`. The API server rejects a probe or hook with none
      of them, and an \`exec\` without a command.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#probe-check-methods',
      'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/',
    ],
    messages: {
      probe: "The {field} of '{container}' does not say how to ask: exec, httpGet, tcpSocket or grpc",
      hook: "The {field} of '{container}' does not say what to do: exec, httpGet, tcpSocket or sleep",
      command: "The {field} of '{container}' has an exec without a command, so there is nothing to run",
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
#   ^^^^^^^^^^^^^^ missing-handler
      periodSeconds: 5
    livenessProbe:
      exec:
#     ^^^^ missing-handler
        command: []
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
      periodSeconds: 5
      httpGet:
        path: /
        port: 80
`,
        },
      ],
    },
  },

  fields: HANDLER_FIELDS,
  *check(pod) {
    if (!isWhole(pod) || isKnative(pod)) return;
    for (const container of pod.spec.containers)
      for (const owner of handlerOwners(container)) yield* faultsOf(pod, container, owner);
  },
});

type Ids = 'probe' | 'hook' | 'command';

function* faultsOf(pod: Pod, container: ContainerView, owner: HandlerOwner): Iterable<Problem<Ids>> {
  const shared = { ...rejection(pod), container };
  const args = { container: container.label, field: owner.field };
  if (owner.handlers.length === 0 && !isMisread(pod.manifest, owner.node.span)) {
    yield { ...shared, span: owner.keySpan, message: { id: owner.isProbe ? 'probe' : 'hook', args } };
  }
  for (const { kind, entry, node } of owner.handlers) {
    if (kind !== 'exec' || !node || !lacksCommand(node) || isMisread(pod.manifest, node.span)) continue;
    yield { ...shared, span: entry.pair.keySpan, message: { id: 'command', args } };
  }
}

/** What is no list is of the wrong type. */
function lacksCommand(exec: YamlMap): boolean {
  return isAbsent(exec, 'command') || seqOf(exec, 'command')?.items.length === 0;
}
