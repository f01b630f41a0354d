import { numberOf } from '../../../syntax/access.js';
import type { Located } from '../../../syntax/span.js';
import { isAbsent } from '../../conditions/given.js';
import { type Handler, handlerOwners } from '../../conditions/handlers.js';
import { rejection } from '../../conditions/rejection.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type KubernetesRange, type Problem } from '../rule.js';

/** `sleep` is there by default since 1.30 (KEP-3960), and may be 0 since 1.33 (KEP-4818). */
const WITHOUT_SLEEP: KubernetesRange = { before: '1.30' };
const WITHOUT_ZERO: KubernetesRange = { from: '1.30', before: '1.33' };
const WITH_SLEEP: KubernetesRange = { from: '1.30' };

/** The API server's own default for a pod. */
const DEFAULT_GRACE_PERIOD = 30;

export const invalidSleepTime = defineRule({
  id: 'invalid-sleep-time',
  meta: {
    title: 'Hook that sleeps for too long',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A \`sleep\` in \`preStop\` or \`postStart\` cannot last longer than \`terminationGracePeriodSeconds\` of the Pod,
      which is 30 where nothing is said, and cannot be negative. The API server rejects it. 0 seconds are accepted since
      Kubernetes 1.33; before 1.30 there is no \`sleep\` at all.`,
    references: [
      'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-implementations',
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/3960-pod-lifecycle-sleep-action',
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/4818-allow-zero-value-for-sleep-action-of-prestop-hook',
    ],
    messages: {
      long: "The {field} of '{container}' sleeps {seconds} seconds, and its Pod has a grace period of {grace}",
      negative: "The {field} of '{container}' sleeps {seconds} seconds, which cannot be negative",
      zero: "The {field} of '{container}' sleeps 0 seconds, which Kubernetes accepts since 1.33 only",
      unknown: "The {field} of '{container}' is a sleep, which Kubernetes has known only since 1.30",
      shorten: 'Shorten to {seconds} seconds',
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
  terminationGracePeriodSeconds: 20
  containers:
  - name: web
    image: nginx:1.27
    lifecycle:
      preStop:
        sleep:
          seconds: 60
#                  ^^ invalid-sleep-time
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  terminationGracePeriodSeconds: 20
  containers:
  - name: web
    image: nginx:1.27
    lifecycle:
      preStop:
        sleep:
          seconds: 15
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
    lifecycle:
      preStop:
        sleep:
          seconds: 5
`,
        },
      ],
    },
  },

  fields: ['sleep'],
  *check(pod) {
    for (const container of pod.spec.containers)
      for (const { field, handlers } of handlerOwners(container))
        for (const handler of handlers) if (handler.kind === 'sleep') yield* faultsOf(pod, container, field, handler);
  },
});

type Ids = 'long' | 'negative' | 'zero' | 'unknown' | 'shorten';

function* faultsOf(pod: Pod, container: ContainerView, field: string, handler: Handler): Iterable<Problem<Ids>> {
  const given = numberOf(handler.node, 'seconds');
  const shared = { ...rejection(pod), container };
  const args = { container: container.label, field, seconds: String(given?.value ?? 0) };
  const kubernetes = WITHOUT_SLEEP;
  yield { ...shared, span: handler.entry.pair.keySpan, kubernetes, message: { id: 'unknown', args } };
  if (!given || !Number.isInteger(given.value)) return;
  const { span, value } = given;
  const grace = gracePeriod(pod);
  if (value < 0) {
    yield { ...shared, span, kubernetes: WITH_SLEEP, message: { id: 'negative', args } };
  } else if (value === 0) {
    yield { ...shared, span, kubernetes: WITHOUT_ZERO, message: { id: 'zero', args } };
  } else if (grace !== undefined && value > grace) {
    const message = { id: 'long' as const, args: { ...args, grace: String(grace) } };
    yield { ...shared, span, kubernetes: WITH_SLEEP, message, fixes: () => shortened(pod, given, grace) };
  }
}

/** Undefined where nobody knows it: a part of a manifest, or a value that is none. A negative one becomes 1 in a Pod. */
function gracePeriod({ spec, manifest }: Pod): number | undefined {
  const given = spec.terminationGracePeriodSeconds?.value;
  if (given === undefined)
    return spec.fragment || !isAbsent(spec.node, 'terminationGracePeriodSeconds') ? undefined : DEFAULT_GRACE_PERIOD;
  if (given >= 0) return given;
  return manifest.kind.value === 'Pod' ? 1 : undefined;
}

/** Some of the time is left for stopping. */
function shortened(pod: Pod, { span }: Located<number>, grace: number) {
  const seconds = grace > 10 ? grace - 5 : Math.floor(grace / 2);
  const message = { id: 'shorten' as const, args: { seconds: String(seconds) } };
  return makeFix(pod, { message }, [replaceAt(pod.manifest.document, span, seconds)]);
}
