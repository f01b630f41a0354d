import { programOf } from '../../commands/program.js';
import { purposesOf } from '../../commands/purposes.js';
import { isWhole, runsOn } from '../../conditions/workload.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const oneShotContainer = defineRule({
  id: 'one-shot-container',
  meta: {
    title: 'Container that ends and is started again for ever',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['init'],
    docs: `
      An entry of \`containers\` that ends is started again while the pod's restart policy is \`Always\`, later and later
      (\`CrashLoopBackOff\`), and the pod is not ready meanwhile. Work that is done once before the others start belongs
      into \`initContainers\`.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy',
      'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/',
    ],
    messages: {
      ends: "'{container}' ends after '{program}' and is started again for ever; as an init container it would run once",
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
    volumeMounts: [{name: html, mountPath: /usr/share/nginx/html}]
  - name: content
#         ^^^^^^^ one-shot-container
    image: registry.example/content:1.4
    command: [sh, -c, "cp -r /content/. /html"]
    volumeMounts: [{name: html, mountPath: /html}]
  volumes:
  - name: html
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
  - name: content
    image: registry.example/content:1.4
    command: [sh, -c, "cp -r /content/. /html"]
    volumeMounts: [{name: html, mountPath: /html}]
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts: [{name: html, mountPath: /usr/share/nginx/html}]
  volumes:
  - name: html
    emptyDir: {}
`,
        },
      ],
    },
  },

  *check(pod) {
    if (!isWhole(pod) || !runsOn(pod)) return;
    const apps = pod.spec.containers.filter(({ lifecycle }) => lifecycle === 'app');
    if (apps.length < 2) return;
    for (const container of apps) {
      const program = lastWork(pod, container);
      if (program === undefined) continue;
      yield {
        span: container.anchor,
        container,
        message: { id: 'ends', args: { container: container.label, program } },
      };
    }
  },
});

/** Programs that end when their work is done, as the last command of a container. */
const ENDING = new Set(['cp', 'mv', 'tar', 'unzip', 'chown', 'chmod', 'mkdir', 'ln', 'flyway', 'liquibase', 'alembic']);

/** The last command, where every one of them is known to end and none is held up, looped or put behind. */
function lastWork({ verdictOf }: Pod, container: ContainerView): string | undefined {
  const { commands, words } = programOf(container);
  const last = commands.at(-1);
  if (!last || last.loop || !ENDING.has(last.program) || container.ports.length > 0 || container.probes.length > 0) {
    return undefined;
  }
  const held = commands.some(({ loop, program }) => loop?.endless || program === 'wait' || program === 'sleep');
  const behind = words.some(({ value }) => /&(?![&>\d])/.test(value.replaceAll('&&', '')));
  const prepares = purposesOf(programOf(container)).length > 0;
  return held || behind || !prepares || verdictOf(container).role === 'main' ? undefined : last.program;
}
