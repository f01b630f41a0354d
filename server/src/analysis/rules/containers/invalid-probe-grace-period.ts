import { entryOf, numberOf } from '../../../syntax/access.js';
import { isAbsent } from '../../conditions/given.js';
import { type HandlerOwner, handlerOwners } from '../../conditions/handlers.js';
import { rejection } from '../../conditions/rejection.js';
import { removeField } from '../../edits/remove-field.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

const FIELD = 'terminationGracePeriodSeconds';

export const invalidProbeGracePeriod = defineRule({
  id: 'invalid-probe-grace-period',
  meta: {
    title: 'Grace period that a probe cannot have',
    severity: 'error',
    since: '0.1.0',
    docs: `
      \`terminationGracePeriodSeconds\` of a liveness or startup probe is the time that the container gets to end when
      the probe has failed; the API server wants it to be greater than 0. A readiness probe never ends a container and
      cannot have it at all.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#probe-level-terminationgraceperiodseconds',
    ],
    messages: {
      readiness: "The readinessProbe of '{container}' cannot have a grace period, as it never ends the container",
      low: "The {field} of '{container}' gives {value} seconds to end, which have to be more than 0",
      remove: 'Remove terminationGracePeriodSeconds',
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
      tcpSocket:
        port: 80
      terminationGracePeriodSeconds: 10
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ invalid-probe-grace-period
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
      tcpSocket:
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
      tcpSocket:
        port: 80
      terminationGracePeriodSeconds: 10
`,
        },
      ],
    },
  },

  fields: [FIELD],
  *check(pod) {
    for (const container of pod.spec.containers)
      for (const owner of handlerOwners(container)) if (owner.isProbe) yield* faultsOf(pod, container, owner);
  },
});

function* faultsOf(
  pod: Pod,
  container: ContainerView,
  owner: HandlerOwner,
): Iterable<Problem<'readiness' | 'low' | 'remove'>> {
  const { field, node } = owner;
  const entry = entryOf(node, FIELD);
  const given = numberOf(node, FIELD);
  if (!entry || isAbsent(node, FIELD)) return;
  const shared = { ...rejection(pod), container, fixes: () => removeField(pod, owner.node, FIELD, { id: 'remove' }) };
  if (field === 'readinessProbe') {
    const message = { id: 'readiness' as const, args: { container: container.label } };
    yield { ...shared, span: entry.pair.keySpan, message };
  } else if (given && Number.isInteger(given.value) && given.value <= 0) {
    const message = { id: 'low' as const, args: { container: container.label, field, value: String(given.value) } };
    yield { ...shared, span: given.span, message };
  }
}
