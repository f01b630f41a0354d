import { booleanOf } from '../../../syntax/access.js';
import { insertEntryBefore } from '../../../syntax/edit.js';
import { programOf } from '../../commands/program.js';
import { signalsOf } from '../../commands/signals.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const signalWithoutSharedPid = defineRule({
  id: 'signal-without-shared-pid',
  meta: {
    title: 'Signal to a process that the container cannot see',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['sidecar'],
    docs: `
      Each container has its own process namespace. A reloader that sends a signal to the main container's process by
      name finds no such process unless the pod shares one namespace with \`shareProcessNamespace: true\`.`,
    references: ['https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/'],
    messages: {
      unseen: "'{container}' sends a signal to '{process}', whose process it cannot see without shareProcessNamespace",
      share: 'Share the process namespace',
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
    volumeMounts: [{name: conf, mountPath: /etc/nginx/conf.d}]
  - name: reloader
#         ^^^^^^^^ signal-without-shared-pid
    image: busybox:1.37
    command: [sh, -c, "while true; do sleep 60; pkill -HUP nginx; done"]
    volumeMounts: [{name: conf, mountPath: /conf}]
  volumes:
  - name: conf
    configMap: {name: web}
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  shareProcessNamespace: true
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts: [{name: conf, mountPath: /etc/nginx/conf.d}]
  - name: reloader
    image: busybox:1.37
    command: [sh, -c, "while true; do sleep 60; pkill -HUP nginx; done"]
    volumeMounts: [{name: conf, mountPath: /conf}]
  volumes:
  - name: conf
    configMap: {name: web}
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
    command: [sh, -c, "nginx; while true; do sleep 60; pkill -HUP nginx; done"]
`,
        },
      ],
    },
  },

  fields: ['command', 'args'],
  *check(pod) {
    const { spec } = pod;
    const shares = spec.shareProcessNamespace?.value || spec.hostPID?.value;
    if (!isWhole(pod) || shares || booleanOf(spec.node, 'shareProcessNamespace')) return;
    for (const container of spec.containers) {
      const process = container.lifecycle === 'init' ? undefined : foreignProcess(pod, container);
      if (process === undefined) continue;
      yield {
        span: container.anchor,
        container,
        message: { id: 'unseen', args: { container: container.label, process } },
        fixes: () =>
          makeFix(pod, { message: { id: 'share', args: {} } }, [
            insertEntryBefore(pod.manifest.document, spec.node, firstKey(pod), 'shareProcessNamespace', true),
          ]),
      };
    }
  },
});

/** A process that another container runs, by its image or command, and this one does not start itself. */
function foreignProcess({ spec }: Pod, container: ContainerView): string | undefined {
  const own = new Set(programOf(container).commands.map(({ program }) => program));
  for (const { process } of signalsOf(container)) {
    if (process === undefined || own.has(process) || container.image?.repository.includes(process)) continue;
    const runs = (each: ContainerView) =>
      each !== container &&
      (each.image?.repository.split('/').at(-1) === process ||
        programOf(each).commands.some(({ program }) => program === process));
    if (spec.containers.some(runs)) return process;
  }
  return undefined;
}

function firstKey({ spec }: Pod): string {
  return spec.node.pairs[0]?.key ?? 'containers';
}
