import { insertEntry } from '../../../syntax/edit.js';
import { productOf } from '../../catalogue/catalogue.js';
import { WEB_SERVERS } from '../../catalogue/web-servers.js';
import { programOf } from '../../commands/program.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ContainerView, VolumeMount } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const contentNotReadonlyAtMain = defineRule({
  id: 'content-not-readonly-at-main',
  meta: {
    title: 'Web server that may write to the content which a helper brings',
    severity: 'hint',
    since: '0.1.0',
    patterns: ['main', 'sidecar'],
    docs: `
      A synchronizer brings the files, and the web server only serves them. \`readOnly: true\` at the server's mount says
      so, and a server that was broken into cannot change what it serves.

      Servers with commands of their own are left out, and mounts that say \`readOnly: false\`.`,
    references: [
      'https://kubernetes.io/docs/concepts/storage/volumes/#read-only-mounts',
      'https://github.com/kubernetes/git-sync',
    ],
    messages: {
      writable: "'{container}' only serves what '{sync}' brings, but may write to '{volume}'",
      brings: "'{sync}' brings the files",
      seal: "Mount '{volume}' read-only",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: site
spec:
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - name: site
#           ^^^^ content-not-readonly-at-main
      mountPath: /usr/share/nginx
  - name: git-sync
    image: registry.k8s.io/git-sync/git-sync:v4.4.0
    args: [--repo=https://git.example/site.git, --root=/git, --link=html]
    volumeMounts:
    - name: site
      mountPath: /git
  volumes:
  - name: site
    emptyDir: {}
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: site
spec:
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - name: site
      mountPath: /usr/share/nginx
      readOnly: true
  - name: git-sync
    image: registry.k8s.io/git-sync/git-sync:v4.4.0
    args: [--repo=https://git.example/site.git, --root=/git, --link=html]
    volumeMounts:
    - name: site
      mountPath: /git
  volumes:
  - name: site
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
  name: site
spec:
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - {name: site, mountPath: /usr/share/nginx, readOnly: true}
  - name: git-sync
    image: registry.k8s.io/git-sync/git-sync:v4.4.0
    args: [--repo=https://git.example/site.git, --root=/git, --link=html]
    volumeMounts:
    - {name: site, mountPath: /git}
  volumes:
  - name: site
    emptyDir: {}
`,
        },
      ],
    },
  },

  fields: ['volumeMounts'],
  *check(pod) {
    if (!isWhole(pod)) return;
    const reported = new Set<VolumeMount>();
    for (const { from: sync, to: container, via, directed, spans } of pod.flows) {
      if (via.kind !== 'volume' || !directed || !bringsFiles(pod, sync) || !onlyServes(container)) continue;
      const volume = via.volume.name.value;
      const mount = container.mounts.find(({ name }) => name.value === volume);
      if (!mount || reported.has(mount) || !isForContent(container, mount)) continue;
      reported.add(mount);
      const args = { container: container.label, sync: sync.label, volume };
      yield {
        span: mount.name.span,
        container,
        message: { id: 'writable', args },
        related: [{ span: spans[0], message: { id: 'brings', args } }],
        fixes: () =>
          makeFix(pod, { message: { id: 'seal', args } }, [
            insertEntry(pod.manifest.document, mount.node, 'readOnly', true, ['name', 'mountPath']),
          ]),
      };
    }
  },
});

function bringsFiles(pod: Pod, container: ContainerView): boolean {
  const { function: purpose, certainty } = pod.verdictOf(container);
  return purpose === 'file-sync' && certainty !== 'low';
}

const SERVING: ReadonlySet<string> = new Set(['nginx', 'nginx-debug', 'httpd', 'httpd-foreground', 'caddy', 'exec']);

/** A web server that runs nothing else, not even a hook. */
function onlyServes(container: ContainerView): boolean {
  if (container.lifecycle === 'init' || !WEB_SERVERS.has(productOf(container)?.repository ?? '')) return false;
  // Without a command, the entry point of these images runs the arguments, or takes flags for the server.
  const programs = programOf(container).commands.map(({ program, words: [first = ''] }) => program || first);
  return (
    programs.every((program) => SERVING.has(program) || /^(?:-|$)/.test(program)) &&
    container.hooks.every(({ kind }) => kind !== 'postStart')
  );
}

/** Folders in which servers write by themselves, or read their settings. */
const OTHER_FILES = /^\/(?:etc|tmp|run|var\/(?:cache|lib|log|run))(?:\/|$)/;

/** Whether it is mounted in one place, for files to serve, and nothing is said of writing. */
function isForContent(container: ContainerView, { name, mountPath, readOnly }: VolumeMount): boolean {
  const mounted = container.mounts.filter((each) => each.name.value === name.value);
  return mounted.length === 1 && !readOnly && mountPath !== undefined && !OTHER_FILES.test(mountPath.value);
}
