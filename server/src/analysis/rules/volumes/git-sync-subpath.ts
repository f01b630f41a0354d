import { productOf } from '../../catalogue/catalogue.js';
import { passingVolumes } from '../../conditions/shared-volumes.js';
import { isWhole, runningContainers } from '../../conditions/workload.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
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

  *check(pod) {
    if (!isWhole(pod)) return;
    for (const sync of runningContainers(pod.spec).filter(keepsSyncing)) {
      for (const { mount: own, volume } of passingVolumes(pod.spec, sync)) {
        if (own.subPath || own.readOnly?.value) continue;
        yield* staleMounts(pod, sync, volume.name.value).map(({ container, subPath }) => {
          const args = { container: container.label, subPath: subPath.value, sync: sync.label };
          const related = [{ span: own.name.span, message: { id: 'sync' as const, args } }];
          return { span: subPath.span, container, message: { id: 'stays' as const, args }, related };
        });
      }
    }
  },
});

/** git-sync without the setting that lets it end after the first version. */
function keepsSyncing(container: ContainerView): boolean {
  const product = productOf(container);
  return product?.repository === 'git-sync' && product.function === 'file-sync';
}

function staleMounts({ spec }: Pod, sync: ContainerView, volume: string) {
  return runningContainers(spec).flatMap((container) =>
    container === sync
      ? []
      : container.mounts.flatMap(({ name, subPath }) =>
          name.value === volume && subPath?.value ? [{ container, subPath }] : [],
        ),
  );
}
