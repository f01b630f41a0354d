import { productOf } from '../../catalogue/catalogue.js';
import { followsFile, onlySleeps } from '../../commands/idioms.js';
import { programOf } from '../../commands/program.js';
import type { ShellCommand } from '../../commands/shell-commands.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { addRestartPolicyAlways, NATIVE_SIDECARS } from '../../edits/native-sidecar.js';
import type { ContainerView } from '../../model/model.js';
import type { ContainerFunction } from '../../roles/role.js';
import { defineRule } from '../rule.js';

/** What a product of these functions does has no end unless it is told to do it once. */
const LASTING: ReadonlySet<ContainerFunction> = new Set([
  'log-shipper',
  'config-reloader',
  'metrics-exporter',
  'db-proxy',
  'auth-proxy',
]);
/** `sleep infinity`, or so many seconds that nobody waits for the end. */
const FOR_EVER = /^(?:infinity|inf|\d{7,})$/;
/** A loop or script that can be left. */
const WAY_OUT = /\b(?:break|exit|return|exec|kill|timeout)\b/;
/** Flags of products that do their work once, or only look at their configuration. */
const ONCE =
  /\bone-?time|\bonce\b|-exit\b|METHOD[= ]LIST|watch-interval[= ]0(?![\d.]*[1-9])|dry-?run|--?(?:version|help)\b|(?:^|\s)(?:setup|-V)(?:\s|$)/i;
/** Commands of products that serve only by another one. */
const ENDING =
  /^(?:validate|check|build|eval|test|fmt|version|help|migrate|export|import|backup|restore|config|sign)\b/;

export const endlessInitContainer = defineRule({
  id: 'endless-init-container',
  meta: {
    title: 'Init container that never ends',
    severity: 'error',
    since: '0.1.0',
    patterns: ['init'],
    docs: `
      A plain init container has to end before the next one starts. This one runs on: nothing behind it ever starts, and
      the pod stays in \`Init\`. If it is to run beside the others, make it a native sidecar with
      \`restartPolicy: Always\`; if it is to prepare something, let it end.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/',
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
    ],
    messages: {
      endless: "'{container}' runs '{program}' without an end, so nothing behind it starts",
      product: "'{container}' runs {product}, which does not end, so nothing behind it starts",
      sidecar: "Make '{container}' a native sidecar",
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
  - name: agent
#         ^^^^^ endless-init-container
    image: busybox:1.37
    command: [sh, -c, "while true; do date >> /logs/beat; sleep 5; done"]
    volumeMounts: [{name: logs, mountPath: /logs}]
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts: [{name: logs, mountPath: /logs}]
  volumes:
  - name: logs
    emptyDir: {}
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: agent
    image: busybox:1.37
    restartPolicy: Always
    command: [sh, -c, "while true; do date >> /logs/beat; sleep 5; done"]
    volumeMounts: [{name: logs, mountPath: /logs}]
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts: [{name: logs, mountPath: /logs}]
  volumes:
  - name: logs
    emptyDir: {}
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
    command: [sh, -c, "while true; do nc -z db 5432 && break; sleep 1; done"]
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
    if (!isWhole(pod)) return;
    for (const container of pod.spec.containers) {
      if (container.lifecycle !== 'init' || container.restartPolicy) continue;
      const program = endlessProgram(container);
      const product = program === undefined ? endlessProduct(container) : undefined;
      if (program === undefined && product === undefined) continue;
      const args = { container: container.label, program: program ?? '', product: product ?? '' };
      yield {
        span: container.anchor,
        container,
        message: { id: program === undefined ? 'product' : 'endless', args },
        fixes: () =>
          makeFix(pod, { message: { id: 'sidecar', args }, kubernetes: NATIVE_SIDECARS }, [
            addRestartPolicyAlways(pod, container),
          ]),
      };
    }
  },
});

/** A command that follows a file, sleeps for ever, or repeats itself in a loop that nothing leaves. */
function endlessProgram(container: ContainerView): string | undefined {
  const { commands, words } = programOf(container);
  if (words.some(({ value }) => WAY_OUT.test(value))) return undefined;
  const idle = onlySleeps(commands);
  const endless =
    followsFile(commands) ??
    commands.find(({ loop, condition }) => loop?.endless && !condition) ??
    (idle?.words.some((word) => FOR_EVER.test(word) || word === '/dev/null') ? idle : undefined);
  // What runs in the background, or feeds a command that ends, is no reason to wait.
  const behind = words.some(({ value }) => /&\s*(?:$|\n|[^&\s])/.test(value.replaceAll('&&', '')));
  return !endless || behind || endsEarly(commands[commands.indexOf(endless) + 1]) ? undefined : endless.program;
}

/** Whether it is fed and leaves off as soon as it has read what it waits for, which ends the one that feeds it. */
function endsEarly(next: ShellCommand | undefined): boolean {
  if (!next?.fed) return false;
  const { program, words } = next;
  if (program === 'grep') return words.some((word) => /^-[a-zA-Z]*[qm]|^--(?:quiet|silent|max-count)/.test(word));
  return program === 'head' || program === 'read' || (program === 'sed' && words.some((word) => /[/\d$]q/i.test(word)));
}

/** A product at its image's own entry point, which is not told to do its work once. */
function endlessProduct(container: ContainerView): string | undefined {
  const product = productOf(container);
  if (!product || container.command.length > 0 || product.role === 'init' || product.role === 'toolbox')
    return undefined;
  // Variables that come from elsewhere may say that once is enough.
  if (container.envFrom.length > 0) return undefined;
  const settings = [...container.args, ...container.env.flatMap(({ name, value }) => [name, value ?? []].flat())];
  const text = settings.map(({ value }) => value).join(' ');
  return LASTING.has(product.function) && !ONCE.test(text) && !ENDING.test(text) ? product.repository : undefined;
}
