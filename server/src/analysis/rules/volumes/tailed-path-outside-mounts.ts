import { productOf } from '../../catalogue/catalogue.js';
import { programOf } from '../../commands/program.js';
import { type FollowedFile, folderOf, followedFile, liesIn } from '../../conditions/followed-files.js';
import { mountsAreKnown } from '../../conditions/known-mounts.js';
import { isFedFromElsewhere, mountAt, passingVolumes, type VisibleVolume } from '../../conditions/shared-volumes.js';
import { runningContainers } from '../../conditions/workload.js';
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
    if (pod.spec.shareProcessNamespace?.value) return;
    for (const container of runningContainers(pod.spec)) {
      const file = followedFile(container);
      if (!file || mountAt(container, file.path) || !isHelper(pod, container) || !onlyFollows(container)) continue;
      const shared = passingVolumes(pod.spec, container).filter((each) =>
        isFedFromElsewhere(pod.spec, container, each),
      );
      const [first] = shared;
      if (!first || !mountsAreKnown(pod)) continue;
      const args = { container: container.label, path: file.path };
      yield {
        span: file.origin.span,
        container,
        message: { id: 'outside', args },
        related: [{ span: first.mount.name.span, message: { id: 'shared', args: {} } }],
        fixes: () => shared.flatMap((each) => fixesFor(pod, container, each, file, shared.length === 1)),
      };
    }
  },
});

/** A helper, and no server whose own log its command follows. */
function isHelper({ verdictOf }: Pod, container: ContainerView): boolean {
  const { role, certainty } = verdictOf(container);
  const serves = productOf(container)?.role === 'main' || container.hooks.length > 0;
  return (role === 'sidecar' || role === 'adapter') && certainty !== 'low' && !serves;
}

/** Programs that write no file unless they are told a name; what any other one writes is not known. */
const READERS: ReadonlySet<string> = new Set(
  'tail sleep echo printf true : set test [ [[ read exit trap wait grep sed awk jq cut tr cat ls date'.split(' '),
);

function onlyFollows(container: ContainerView): boolean {
  return programOf(container).commands.every(({ program }) => READERS.has(program));
}

/**
 * Mounts the volume where the file is looked for: where the other container has it, if the file lies there, else in the
 * file's own folder, if no other volume may be meant.
 */
function fixesFor(
  pod: Pod,
  own: ContainerView,
  { mount, volume }: VisibleVolume,
  { path }: FollowedFile,
  only: boolean,
) {
  const theirs = pod.spec.containers
    .flatMap((each) => (each === own ? [] : each.mounts))
    .find(({ name, mountPath }) => name.value === volume.name.value && mountPath && liesIn(path, mountPath.value));
  const folder = theirs?.mountPath?.value ?? (only ? folderOf(path) : '/');
  if (!mount.mountPath || folder === '/' || own.mounts.some(({ mountPath }) => mountPath?.value === folder)) return [];
  const message = { id: 'move', args: { volume: volume.name.value, folder } } as const;
  return makeFix(pod, { message }, [replaceAt(pod.manifest.document, mount.mountPath.span, folder)]);
}
