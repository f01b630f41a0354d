import { entryOf } from '../../../syntax/access.js';
import { programOf } from '../../commands/program.js';
import { isWhole } from '../../conditions/workload.js';
import { defineRule } from '../rule.js';

/** A way to give up: a counter, a limit of time, a way out of the loop. */
const BOUND = /\btimeout\b|\bbreak\b|\bexit\b|\$\(\(|\bseq\b|-lt\b|-gt\b|-ge\b|-le\b|--timeout|\bSECONDS\b/;

export const unboundedWait = defineRule({
  id: 'unbounded-wait',
  meta: {
    title: 'Init container that waits without a limit',
    severity: 'hint',
    enabled: false,
    since: '0.1.0',
    patterns: ['init'],
    docs: `
      An init container that asks again until something answers waits for ever when it never does, and the pod stays in
      \`Init\` without an error that anybody would see. With a limit it fails, says so in the pod's status, and is tried
      again. Off by default, as waiting is often what is wanted.`,
    references: ['https://kubernetes.io/docs/concepts/workloads/pods/init-containers/'],
    messages: {
      unbounded: "'{container}' waits for ever when '{program}' never succeeds",
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
  initContainers:
  - name: wait
#         ^^^^ unbounded-wait
    image: busybox:1.37
    command: [sh, -c, "until nc -z db 5432; do sleep 1; done"]
  containers:
  - name: web
    image: nginx:1.27
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
  initContainers:
  - name: wait
    image: busybox:1.37
    command: [sh, -c, "timeout 300 sh -c 'until nc -z db 5432; do sleep 1; done'"]
  containers:
  - name: web
    image: nginx:1.27
`,
        },
      ],
    },
  },

  fields: ['initContainers'],
  *check(pod) {
    if (!isWhole(pod) || entryOf(pod.spec.node, 'activeDeadlineSeconds')) return;
    for (const container of pod.spec.containers) {
      if (container.lifecycle !== 'init') continue;
      const { commands, words } = programOf(container);
      const asking = commands.find(({ condition, loop }) => condition === 'until' || (condition === 'while' && loop));
      if (!asking || words.some(({ value }) => BOUND.test(value))) continue;
      const args = { container: container.label, program: asking.program };
      yield { span: container.anchor, container, message: { id: 'unbounded', args } };
    }
  },
});
