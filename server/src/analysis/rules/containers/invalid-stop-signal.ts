import { mapOf, stringOf } from '../../../syntax/access.js';
import { isMissing, settledText } from '../../conditions/given.js';
import { nearestName, sameButCase } from '../../conditions/nearest-name.js';
import { rejection } from '../../conditions/rejection.js';
import { isWhole } from '../../conditions/workload.js';
import { changeText } from '../../edits/change-text.js';
import { defineRule } from '../rule.js';

const PLAIN_SIGNALS =
  'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX';
const REAL_TIME_SIGNALS = [
  ...Array.from({ length: 15 }, (_, index) => `SIGRTMIN+${index + 1}`),
  ...Array.from({ length: 14 }, (_, index) => `SIGRTMAX-${index + 1}`),
];

/** By operating system. Source: core/validation, validateStopSignal. */
const SIGNALS: Readonly<Record<string, readonly string[]>> = {
  linux: [...PLAIN_SIGNALS.split(' ').map((name) => `SIG${name}`), ...REAL_TIME_SIGNALS],
  windows: ['SIGKILL', 'SIGTERM'],
};

export const invalidStopSignal = defineRule({
  id: 'invalid-stop-signal',
  meta: {
    title: 'Stop signal that cannot be sent',
    severity: 'error',
    since: '0.1.0',
    docs: `
      \`lifecycle.stopSignal\` replaces the signal that ends a container. The API server accepts it only in a Pod that
      says which operating system it is for in \`spec.os.name\`, and only with a signal that this system has: all of
      Linux by their full names, \`SIGTERM\` and \`SIGKILL\` on Windows.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-stop-signals',
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/4960-container-stop-signals',
    ],
    messages: {
      system: "'{container}' sets a stopSignal, for which the Pod has to name its operating system in os.name",
      unknown: "'{container}' is to be stopped with '{signal}', which {system} does not have",
      change: "Change to '{nearest}'",
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
  os:
    name: linux
  containers:
  - name: web
    image: nginx:1.27
    lifecycle:
      stopSignal: SIGQUITT
#                 ^^^^^^^^ invalid-stop-signal
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: linux
  containers:
  - name: web
    image: nginx:1.27
    lifecycle:
      stopSignal: SIGQUIT
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
    lifecycle:
      stopSignal: SIGQUIT
#                 ^^^^^^^ invalid-stop-signal
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
  os:
    name: linux
  containers:
  - name: web
    image: nginx:1.27
    lifecycle:
      stopSignal: SIGQUIT
`,
        },
      ],
    },
  },

  fields: ['stopSignal'],
  *check(pod) {
    const os = mapOf(pod.spec.node, 'os');
    const system = stringOf(os, 'name')?.value;
    const isUnknown = isWhole(pod) && (os ? isMissing(os, 'name') : isMissing(pod.spec.node, 'os'));
    for (const container of pod.spec.containers) {
      if (container.lifecycle === 'init' || container.lifecycle === 'ephemeral') continue;
      const signal = settledText(mapOf(container.node, 'lifecycle'), 'stopSignal');
      if (!signal) continue;
      const shared = { ...rejection(pod), span: signal.span, container };
      const known = system === undefined ? undefined : SIGNALS[system];
      if (isUnknown) {
        yield { ...shared, message: { id: 'system', args: { container: container.label } } };
      } else if (known && system !== undefined && !known.includes(signal.value)) {
        const args = { container: container.label, signal: signal.value, system };
        const fixes = () => changeText(pod, signal, meantBy(signal.value, known), { id: 'change', evenIfShared: true });
        yield { ...shared, message: { id: 'unknown', args }, fixes };
      }
    }
  },
});

/** `quit` and `SIGQUITT` are both meant to be `SIGQUIT`. */
function meantBy(text: string, known: readonly string[]): string | undefined {
  return sameButCase(text, known) ?? sameButCase(`SIG${text}`, known) ?? nearestName(text, known);
}
