import { fileAccessesOf } from '../../commands/file-access.js';
import { folderOf } from '../../conditions/followed-files.js';
import { runningContainers } from '../../conditions/workload.js';
import { unsharedVolume } from '../../contracts/unshared-volume.js';
import { makeFix } from '../../edits/make-fix.js';
import { shareFolder, simplestFolder } from '../../edits/share-folder.js';
import type { ContainerView } from '../../model/model.js';
import { defineRule } from '../rule.js';

export const volumeNotShared = defineRule({
  id: 'volume-not-shared',
  meta: {
    title: 'Helper that shares no volume with the container whose files it needs',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['sidecar', 'adapter'],
    docs: `
      Every container has its own file system. A log shipper sees the files of the main container only through a volume
      that both mount, and what a synchronizer fetches reaches the main container only in the same way. Without such a
      volume the Pod starts, every container runs, and nothing happens.

      An \`emptyDir\` is made for this: it is there as long as the Pod and every container may mount it.

      Where only its function says that a helper needs files, and the main container has exactly one \`emptyDir\` for
      itself that is named for sharing (\`shared\`, \`logs\`, \`html\`, …), this is a **hint**, as it is where a
      configuration that stands in no file at hand may have the helper take its input elsewhere.

      DaemonSets, helpers that read the node's folders, and shippers that take their input over the network are left
      out.`,
    references: [
      'https://kubernetes.io/docs/concepts/cluster-administration/logging/',
      'https://kubernetes.io/docs/tasks/access-application-cluster/communicate-containers-same-pod-shared-volume/',
    ],
    messages: {
      follows: "'{helper}' reads {path}, but shares no volume with '{main}', so that file never appears there",
      ships: "'{helper}' ships log files, but shares no volume with '{main}', so it sees none of them",
      fetches: "'{helper}' fetches files into {path}, but shares no volume with '{main}', which never sees them",
      misses: "'{helper}' shares no volume with '{main}', whose '{volume}' no other container mounts",
      main: 'The container whose files are meant',
      create: 'Share an emptyDir at {path}',
      mount: "Mount the volume '{volume}' into both containers at {path}",
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
  - name: log-agent
#         ^^^^^^^^^ volume-not-shared
    image: busybox:1.36
    command: [sh, -c, tail -F /var/log/nginx/access.log]
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
    image: busybox:1.36
    command: [sh, -c, tail -F /var/log/nginx/access.log]
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
    image: registry.example/shop:1.4
    env:
    - name: FLUENT_URL
      value: http://localhost:24224
  - name: log-agent
    image: fluent/fluent-bit:3.2
    ports:
    - containerPort: 24224
`,
        },
      ],
    },
  },

  *check(pod) {
    const running = runningContainers(pod.spec);
    if (running.length < 2) return;
    for (const helper of running) {
      const unshared = unsharedVolume(pod, helper);
      if (!unshared) continue;
      const { kind, fills, main, path, file, volume, unsure } = unshared;
      const [writer, reader] = fills ? [helper, main] : [main, helper];
      const folder =
        volume && path
          ? { writer, reader, path, volume }
          : simplestFolder(pod, writer, reader, path, logFolderOf(main));
      yield {
        span: helper.anchor,
        container: helper,
        message: {
          id: kind,
          args: { helper: helper.label, main: main.label, path: file ?? folder.path, volume: volume?.name.value ?? '' },
        },
        ...((kind === 'misses' || unsure) && { severity: 'hint' as const }),
        related: [{ span: main.anchor, message: { id: 'main', args: {} } }],
        fixes: () =>
          makeFix(
            pod,
            {
              message: folder.volume
                ? { id: 'mount', args: { volume: folder.volume.name.value, path: folder.path } }
                : { id: 'create', args: { path: folder.path } },
            },
            shareFolder(pod, folder, fills ? 'content' : 'logs'),
          ),
      };
    }
  },
});

/** Where products write their logs by default. */
const LOG_FOLDERS: readonly (readonly [repository: RegExp, folder: string])[] = [
  [/(?:^|\/)(?:nginx|openresty|nginx-unprivileged)$/, '/var/log/nginx'],
  [/(?:^|\/)httpd$/, '/usr/local/apache2/logs'],
  [/(?:^|\/)tomcat$/, '/usr/local/tomcat/logs'],
];

/** The folder of the main container's logs: from its commands and environment, by its product, or the usual one. */
function logFolderOf(main: ContainerView): string {
  const written = fileAccessesOf(main).find(({ access, path }) => access === 'write' && /log/i.test(path))?.path;
  const named = main.env.find(({ value }) => value && /^\/[\w./-]*log[\w./-]*$/i.test(value.value))?.value?.value;
  const path = written ?? named;
  if (path !== undefined) return /\.\w+$/.test(path) ? folderOf(path) : path;
  const repository = main.image?.repository ?? '';
  return LOG_FOLDERS.find(([pattern]) => pattern.test(repository))?.[1] ?? '/var/log';
}
