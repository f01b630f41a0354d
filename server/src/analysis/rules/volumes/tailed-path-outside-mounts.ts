import { programOf } from '../../commands/program.js';
import { type FollowedFile, folderOf, followedFile, liesIn } from '../../conditions/followed-files.js';
import {
  isFedFromElsewhere,
  mountAt,
  mounts,
  passingVolumes,
  type VisibleVolume,
} from '../../conditions/shared-volumes.js';
import { isWhole, runningContainers } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const tailedPathOutsideMounts = defineRule({
  id: 'tailed-path-outside-mounts',
  meta: {
    title: 'Helper that follows a file beside the volume it shares',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['sidecar', 'adapter'],
    docs: `
      The helper shares a volume with another container, but the file that it follows lies under none of its mounts: it
      looks into its own file system, where nobody writes that file. A volume is seen at the helper's own \`mountPath\`,
      wherever the other container mounts it. Mount it where the file is looked for, or follow the file at the mount.`,
    references: [
      'https://kubernetes.io/docs/concepts/cluster-administration/logging/#sidecar-container-with-logging-agent',
    ],
    messages: {
      outside: "'{container}' follows {path}, which lies in none of its mounts, so that file never appears there",
      shared: 'The volume that it shares',
      move: "Mount '{volume}' at {folder}",
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
    - name: logs
      mountPath: /var/log/nginx
  - name: log-agent
    image: busybox:1.37
    command: [tail, -F, /var/log/nginx/access.log]
#                       ^^^^^^^^^^^^^^^^^^^^^^^^^ tailed-path-outside-mounts
    volumeMounts:
    - name: logs
      mountPath: /logs
      readOnly: true
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
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - name: logs
      mountPath: /var/log/nginx
  - name: log-agent
    image: busybox:1.37
    command: [tail, -F, /var/log/nginx/access.log]
    volumeMounts:
    - name: logs
      mountPath: /var/log/nginx
      readOnly: true
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
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - {name: logs, mountPath: /var/log/nginx}
  - name: log-agent
    image: busybox:1.37
    command: [tail, -F, /logs/access.log]
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

  fields: ['volumeMounts'],
  *check(pod) {
    if (!isWhole(pod) || pod.spec.shareProcessNamespace?.value) return;
    for (const container of runningContainers(pod.spec)) {
      const file = followedFile(container);
      if (!file || !onlyFollows(container) || mountAt(container, file.path)) continue;
      const shared = passingVolumes(pod.spec, container).filter((each) =>
        isFedFromElsewhere(pod.spec, container, each),
      );
      const [only] = shared;
      if (!only) continue;
      const folder = folderFor(pod, container, only, file);
      const args = { container: container.label, path: file.path, volume: only.volume.name.value, folder };
      yield {
        span: file.origin.span,
        container,
        message: { id: 'outside', args },
        related: [{ span: only.mount.name.span, message: { id: 'shared', args } }],
        fixes: () =>
          shared.length === 1 && only.mount.mountPath
            ? makeFix(pod, { message: { id: 'move', args } }, [
                replaceAt(pod.manifest.document, only.mount.mountPath.span, folder),
              ])
            : [],
      };
    }
  },
});

/** Programs that write no file unless they are told a name; what any other one writes is not known. */
const READERS = new Set([
  ...['tail', 'sleep', 'echo', 'printf', 'true', ':', 'set', 'test', '[', '[[', 'read', 'exit', 'trap', 'wait'],
  ...['grep', 'sed', 'awk', 'jq', 'cut', 'tr', 'cat', 'ls', 'date'],
]);

function onlyFollows(container: ContainerView): boolean {
  return programOf(container).commands.every(({ program }) => READERS.has(program));
}

/** Where the volume has to be seen: where the other container has it, if the file lies there, or the file's own folder. */
function folderFor({ spec }: Pod, own: ContainerView, { volume }: VisibleVolume, { path }: FollowedFile): string {
  const theirs = spec.containers
    .filter((each) => each !== own && mounts(each, volume))
    .flatMap((each) => each.mounts.filter(({ name }) => name.value === volume.name.value))
    .flatMap(({ mountPath }) => (mountPath && liesIn(path, mountPath.value) ? mountPath.value : []));
  return theirs[0] ?? folderOf(path);
}
