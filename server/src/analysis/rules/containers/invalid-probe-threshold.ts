import { numberOf } from '../../../syntax/access.js';
import { type HandlerOwner, handlerOwners } from '../../conditions/handlers.js';
import { rejection } from '../../conditions/rejection.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

const FIELDS = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];

export const invalidProbeThreshold = defineRule({
  id: 'invalid-probe-threshold',
  meta: {
    title: 'Time or threshold that a probe cannot have',
    severity: 'error',
    since: '0.1.0',
    docs: `
      The API server rejects negative times and thresholds of probes, and a \`successThreshold\` other than 1 for a
      liveness or a startup probe: one success is enough for these, and only a readiness probe may want several. A value
      of 0 stands for the default.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes',
    ],
    messages: {
      negative: "The {field} of '{container}' has the {name} {value}, which cannot be negative",
      success: "The {field} of '{container}' has the successThreshold {value}, which can only be 1 there",
      change: 'Change to 1',
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
      tcpSocket:
        port: 80
      successThreshold: 2
#                       ^ invalid-probe-threshold
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
      tcpSocket:
        port: 80
      successThreshold: 1
`,
        },
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
      initialDelaySeconds: -5
#                          ^^ invalid-probe-threshold
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
      tcpSocket:
        port: 80
      successThreshold: 2
    livenessProbe:
      tcpSocket:
        port: 80
      periodSeconds: 0
`,
        },
      ],
    },
  },

  fields: FIELDS,
  *check(pod) {
    for (const container of pod.spec.containers)
      for (const owner of handlerOwners(container)) if (owner.isProbe) yield* faultsOf(pod, container, owner);
  },
});

type Ids = 'negative' | 'success' | 'change';

function* faultsOf(pod: Pod, container: ContainerView, { field, node }: HandlerOwner): Iterable<Problem<Ids>> {
  for (const name of FIELDS) {
    const given = numberOf(node, name);
    if (!given || !Number.isInteger(given.value) || (given.value >= 0 && name !== 'successThreshold')) continue;
    const { span, value } = given;
    const shared = { ...rejection(pod), span, container };
    const args = { container: container.label, field, name, value: String(value) };
    if (value < 0) {
      yield { ...shared, message: { id: 'negative', args } };
    } else if (name === 'successThreshold' && value > 1 && field !== 'readinessProbe') {
      const message = { id: 'change' as const, args: {} };
      const fixes = () => makeFix(pod, { message }, [replaceAt(pod.manifest.document, span, 1)]);
      yield { ...shared, message: { id: 'success', args }, fixes };
    }
  }
}
