import { isWhole } from '../../conditions/workload.js';
import { defineRule } from '../rule.js';

export const nobodyWritesSharedVolume = defineRule({
  id: 'nobody-writes-shared-volume',
  meta: {
    title: 'Shared emptyDir that nobody can write to',
    severity: 'error',
    since: '0.1.0',
    patterns: ['sidecar', 'adapter', 'init'],
    docs: `
      An \`emptyDir\` begins empty. Several containers mount this one, to pass files among them, but each mounts it
      read-only: nobody can put a file there, and the readers never find one. Take \`readOnly\` from the mount of the
      container that makes the files.`,
    references: ['https://kubernetes.io/docs/concepts/storage/volumes/#emptydir'],
    messages: {
      empty: "Every container mounts the emptyDir '{volume}' read-only, so it stays empty",
      mount: "'{container}' mounts it here",
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
    volumeMounts:
    - {name: logs, mountPath: /var/log/nginx, readOnly: true}
  - name: log-agent
    image: fluent/fluent-bit:3.2
    volumeMounts:
    - {name: logs, mountPath: /logs, readOnly: true}
  volumes:
  - name: logs
#         ^^^^ nobody-writes-shared-volume
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
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - {name: logs, mountPath: /var/log/nginx}
  - name: log-agent
    image: fluent/fluent-bit:3.2
    volumeMounts:
    - {name: logs, mountPath: /logs, readOnly: true}
  volumes:
  - name: logs
    emptyDir: {}
`,
        },
      ],
    },
  },

  fields: ['readOnly'],
  *check(pod) {
    // An injected container may be the one that writes.
    if (!isWhole(pod) || pod.injected.length > 0) return;
    for (const volume of pod.spec.volumes) {
      if (volume.source !== 'emptyDir') continue;
      const uses = pod.spec.containers.flatMap((container) =>
        container.mounts.flatMap((mount) => (mount.name.value === volume.name.value ? [{ container, mount }] : [])),
      );
      if (new Set(uses.map(({ container }) => container)).size < 2) continue;
      if (uses.some(({ mount }) => mount.readOnly?.value !== true)) continue;
      yield {
        span: volume.name.span,
        message: { id: 'empty', args: { volume: volume.name.value } },
        related: uses.map(({ container, mount }) => ({
          span: mount.name.span,
          message: { id: 'mount', args: { container: container.label } },
        })),
      };
    }
  },
});
