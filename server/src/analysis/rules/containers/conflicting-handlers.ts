import { HANDLER_FIELDS, type HandlerOwner, handlerOwners } from '../../conditions/handlers.js';
import { rejection } from '../../conditions/rejection.js';
import { removeField } from '../../edits/remove-field.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix } from '../rule.js';

export const conflictingHandlers = defineRule({
  id: 'conflicting-handlers',
  meta: {
    title: 'Probe or hook with two things to do',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A probe asks in one way, and a hook of the \`lifecycle\` does one thing. The API server rejects a second handler,
      such as \`exec\` beside \`httpGet\`. What has to be asked in two ways belongs into one command, or into two
      different probes.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#probe-check-methods',
      'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/',
    ],
    messages: {
      both: "The {field} of '{container}' has both {first} and {second}; it can have only one of them",
      first: 'The first one',
      remove: 'Remove {field}',
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
    livenessProbe:
      httpGet:
        path: /
        port: 80
      tcpSocket:
#     ^^^^^^^^^ conflicting-handlers
        port: 80
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
    livenessProbe:
      httpGet:
        path: /
        port: 80
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
    livenessProbe:
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
    for (const container of pod.spec.containers) {
      for (const owner of handlerOwners(container)) {
        const [first, second] = owner.handlers;
        if (!first || !second) continue;
        const args = { container: container.label, field: owner.field, first: first.kind, second: second.kind };
        yield {
          ...rejection(pod),
          span: second.entry.pair.keySpan,
          container,
          message: { id: 'both', args },
          related: [{ span: first.entry.pair.keySpan, message: { id: 'first', args: {} } }],
          fixes: () => removals(pod, owner),
        };
      }
    }
  },
});

/** Each of the two may be the one that is too much; the second one more likely. */
function removals(pod: Pod, { node, handlers }: HandlerOwner): readonly Fix<'remove'>[] {
  const [first, second] = handlers;
  return [second, first].flatMap((handler) => (handler ? removeField(pod, node, handler.kind, { id: 'remove' }) : []));
}
