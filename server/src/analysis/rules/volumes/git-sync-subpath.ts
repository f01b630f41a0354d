import { productOf } from '../../catalogue/catalogue.js';
import { liesIn } from '../../conditions/followed-files.js';
import { isGitSync, publishedLink } from '../../conditions/git-sync.js';
import { mountAt } from '../../conditions/shared-volumes.js';
import { isWhole, runningContainers } from '../../conditions/workload.js';
import type { ContainerView } from '../../model/model.js';
import { defineRule } from '../rule.js';

export const gitSyncSubpath = defineRule({
  id: 'git-sync-subpath',
  meta: {
    title: 'Mount that stays at the first version which git-sync brought',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['sidecar'],
    docs: `
      git-sync puts every version into a folder of its own and then turns a symbolic link to it. A mount with
      \`subPath\` is resolved when the container starts and never again: the container keeps the version of that
      moment, which git-sync removes later, or an empty folder if the first version was not there yet. Mount the whole
      volume, and use the path of the link in it.`,
    references: [
      'https://github.com/kubernetes/git-sync',
      'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
    ],
    messages: {
      stays: "'{container}' mounts the folder '{subPath}' of what '{sync}' updates, so it never sees a newer version",
      sync: "'{sync}' turns a link in this volume with every version",
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
      mountPath: /usr/share/nginx/html
      subPath: current
#              ^^^^^^^ git-sync-subpath
  - name: git-sync
    image: registry.k8s.io/git-sync/git-sync:v4.4.0
    args: [--repo=https://git.example/site.git, --root=/git, --link=current]
    volumeMounts:
    - {name: site, mountPath: /git}
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
  - name: app
    image: registry.example/site:1.4
    args: [--content=/site/current]
    volumeMounts:
    - {name: site, mountPath: /site, readOnly: true}
  - name: git-sync
    image: registry.k8s.io/git-sync/git-sync:v4.4.0
    args: [--repo=https://git.example/site.git, --root=/git, --link=current]
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

  fields: ['subPath'],
  *check(pod) {
    const running = runningContainers(pod.spec);
    const sync = running.length > 1 ? running.find(keepsSyncing) : undefined;
    const link = sync && publishedLink(sync);
    const own = link && mountAt(sync, link.root);
    if (!link || !own?.mountPath || own.subPath || !isWhole(pod)) return;
    // Where git-sync works, seen from the volume: empty for all of it.
    const folder = link.root.slice(own.mountPath.value.replace(/\/+$/, '').length);
    for (const container of running.filter((each) => each !== sync)) {
      for (const { name, subPath } of container.mounts) {
        if (!subPath?.value || name.value !== own.name.value) continue;
        const path = `/${subPath.value.replace(/^(?:\.?\/)+|(?<!\/)\/+$/g, '')}`;
        if (!liesIn(path, folder) || path === folder) continue;
        const args = { container: container.label, subPath: subPath.value, sync: sync.label };
        const related = [{ span: own.name.span, message: { id: 'sync' as const, args } }];
        yield { span: subPath.span, container, message: { id: 'stays', args }, related };
      }
    }
  },
});

/** git-sync without the setting that lets it end after the first version. */
function keepsSyncing(container: ContainerView): boolean {
  return isGitSync(container) && productOf(container)?.function === 'file-sync';
}
