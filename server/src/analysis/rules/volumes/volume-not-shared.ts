import { productOf } from '../../catalogue/catalogue.js';
import { fileAccessesOf } from '../../commands/file-access.js';
import { folderOf, followedFile } from '../../conditions/followed-files.js';
import { takesNetworkInput } from '../../conditions/network-input.js';
import { isFedFromElsewhere, mountAt, passingVolumes } from '../../conditions/shared-volumes.js';
import { isWhole, runningContainers } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { shareFolder, simplestFolder } from '../../edits/share-folder.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const volumeNotShared = defineRule({
  id: 'volume-not-shared',
  meta: {
    title: 'Helper that shares no volume with the container whose files it needs',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      Every container has its own file system. A log shipper sees the files of the main container only through a volume
      that both mount, and what a synchronizer fetches reaches the main container only in the same way. Without such a
      volume the Pod starts, every container runs, and nothing happens.

      An \`emptyDir\` is made for this: it is there as long as the Pod and every container may mount it.

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
    const { manifest, spec } = pod;
    if (!isWhole(pod) || manifest.kind.value === 'DaemonSet' || spec.shareProcessNamespace?.value) return;
    const main = runningContainers(spec).find((container) => pod.verdictOf(container).role === 'main');
    if (!main || mountsUnknownVolume(pod)) return;
    for (const helper of runningContainers(spec)) {
      const need = helper === main ? undefined : needOf(pod, helper);
      if (!need) continue;
      const [writer, reader] = need.id === 'fetches' ? [helper, main] : [main, helper];
      const folder = simplestFolder(pod, writer, reader, need.path, logFolderOf(main));
      yield {
        span: helper.anchor,
        container: helper,
        message: { id: need.id, args: { helper: helper.label, main: main.label, path: need.file ?? folder.path } },
        related: [{ span: main.anchor, message: { id: 'main', args: {} } }],
        fixes: () =>
          makeFix(
            pod,
            {
              message: folder.volume
                ? { id: 'mount', args: { volume: folder.volume.name.value, path: folder.path } }
                : { id: 'create', args: { path: folder.path } },
            },
            shareFolder(pod, folder, need.id === 'fetches' ? 'content' : 'logs'),
          ),
      };
    }
  },
});

/** A mount of a volume that is not there is a fault of its own, and may be all that is wrong. */
function mountsUnknownVolume({ spec }: Pod): boolean {
  const volumes = new Set(spec.volumes.map(({ name }) => name.value));
  return runningContainers(spec).some(({ mounts }) => mounts.some(({ name }) => !volumes.has(name.value)));
}

interface Need {
  readonly id: 'follows' | 'ships' | 'fetches';
  /** The folder that has to be shared, where the helper says it. */
  readonly path: string | undefined;
  readonly file?: string;
}

/** What the helper needs to share and does not; undefined where it has it, or needs nothing that we can tell. */
function needOf(pod: Pod, helper: ContainerView): Need | undefined {
  const { role, certainty, function: purpose } = pod.verdictOf(helper);
  if ((role !== 'sidecar' && role !== 'adapter') || certainty === 'low') return undefined;
  const seen = passingVolumes(pod.spec, helper);
  const fed = seen.filter((visible) => isFedFromElsewhere(pod.spec, helper, visible));
  const followed = followedFile(helper);
  if (followed) {
    const place = mountAt(helper, followed.path);
    if (place && !seen.some(({ mount }) => mount === place)) return undefined;
    if (fed.some(({ mount }) => mount === place)) return undefined;
    return { id: 'follows', path: folderOf(followed.path), file: followed.path };
  }
  if (fed.length > 0) return undefined;
  if (purpose === 'log-shipper' && productOf(helper)?.function === purpose && !takesNetworkInput(pod, helper))
    return { id: 'ships', path: undefined };
  const target = purpose === 'file-sync' ? fetchTarget(pod, helper) : undefined;
  return target === undefined ? undefined : { id: 'fetches', path: target };
}

/** Where a synchronizer puts its files: the folder of its own emptyDir, or one that it names. */
function fetchTarget({ spec }: Pod, helper: ContainerView): string | undefined {
  const [own] = passingVolumes(spec, helper);
  const named = helper.env.find(({ name }) => /^(?:GIT_?SYNC_ROOT|FOLDER)$/.test(name.value))?.value?.value;
  const written = fileAccessesOf(helper).find(({ access }) => access === 'write')?.path;
  const target = own?.mount.mountPath?.value ?? named ?? written;
  return target?.startsWith('/') && !target.includes('$') ? target : undefined;
}

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
