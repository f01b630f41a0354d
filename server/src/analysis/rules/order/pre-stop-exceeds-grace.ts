import { entryOf, mapOf, numberOf } from '../../../syntax/access.js';
import type { Located } from '../../../syntax/span.js';
import { readShellScript } from '../../commands/shell-commands.js';
import { isWhole } from '../../conditions/workload.js';
import type { HookView } from '../../model/model.js';
import { defineRule } from '../rule.js';

const DEFAULT_GRACE_SECONDS = 30;

export const preStopExceedsGrace = defineRule({
  id: 'pre-stop-exceeds-grace',
  meta: {
    title: 'Hook that takes all of the grace period',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      A pod that is deleted has \`terminationGracePeriodSeconds\` (30 unless set) for its \`preStop\` hooks and for
      stopping. A hook that sleeps as long leaves nothing for the program itself: it is killed without having been told
      to stop. Sleep less, or raise the grace period.`,
    references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination'],
    messages: {
      exceeds:
        "The preStop hook of '{container}' sleeps {seconds} s of {grace} s, so '{container}' is killed without stopping",
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
    lifecycle:
      preStop:
        exec:
          command: [sh, -c, "sleep 60"]
#                           ^^^^^^^^^^ pre-stop-exceeds-grace
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
  terminationGracePeriodSeconds: 90
  containers:
  - name: web
    image: nginx:1.27
    lifecycle:
      preStop:
        exec:
          command: [sh, -c, "sleep 60"]
`,
        },
      ],
    },
  },

  fields: ['preStop'],
  *check(pod) {
    const given = pod.spec.terminationGracePeriodSeconds;
    if (!isWhole(pod) || (!given && entryOf(pod.spec.node, 'terminationGracePeriodSeconds'))) return;
    const grace = given?.value ?? DEFAULT_GRACE_SECONDS;
    for (const container of pod.spec.containers) {
      for (const hook of container.hooks) {
        const slept = hook.kind === 'preStop' ? sleepOf(hook, mapOf(container.node, 'lifecycle')) : undefined;
        if (!slept || slept.value < grace || grace <= 0) continue;
        // Another rule says that it is rejected.
        if (hook.handler?.kind === 'sleep' && slept.value > grace) continue;
        const args = { container: container.label, seconds: String(slept.value), grace: String(grace) };
        yield { span: slept.span, container, message: { id: 'exceeds', args } };
      }
    }
  },
});

/** The seconds that it surely sleeps. */
function sleepOf({ handler }: HookView, lifecycle: ReturnType<typeof mapOf>): Located<number> | undefined {
  if (handler?.kind === 'sleep') {
    const seconds = numberOf(mapOf(mapOf(lifecycle, 'preStop'), 'sleep'), 'seconds');
    return seconds;
  }
  const last = handler?.command.at(-1);
  if (handler?.kind !== 'exec' || !last) return undefined;
  const [first] = handler.command;
  const commands =
    first?.value.endsWith('sleep') && handler.command.length === 2
      ? [{ program: 'sleep', words: [last.value], loop: undefined, condition: undefined }]
      : readShellScript(last.value).commands;
  if (ENDS_SOONER.test(last.value.replaceAll('&&', ';'))) return undefined;
  const each = commands
    .filter(({ program, loop, condition }) => program === 'sleep' && !loop && !condition)
    .map(({ words }) => secondsOf(words[0] ?? ''));
  // Of branches, one is taken.
  const seconds = BRANCHES.test(last.value) ? Math.max(0, ...each) : each.reduce((sum, one) => sum + one, 0);
  return seconds > 0 ? { value: seconds, span: last.span } : undefined;
}

/** What runs behind the script's back, or for a limited time. */
const ENDS_SOONER = /(?<![>&])&(?=[\s;)]|$)|(?<![-\w])timeout\b/;
const BRANCHES = /\bif\b|\bcase\b|\|\|/;

function secondsOf(text: string): number {
  const [, digits, unit] = /^(\d+)([sm]?)$/.exec(text) ?? [];
  return digits === undefined ? 0 : Number(digits) * (unit === 'm' ? 60 : 1);
}
