import { broughtFiles } from '../../conditions/brought-files.js';
import { mountsAreKnown } from '../../conditions/known-mounts.js';
import { isFedFromElsewhere, mountAt, passingVolumes } from '../../conditions/shared-volumes.js';
import { emptyDirNamed } from '../../conditions/volume-readers.js';
import { mainContainer } from '../../contracts/main-container.js';
import { addMount } from '../../edits/add-volume.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ContainerView, VolumeMount } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const initOutputUnused = defineRule({
  id: 'init-output-unused',
  meta: {
    title: 'Init container whose files nobody sees',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['init'],
    docs: `
      An init container hands files on through a volume that a later container mounts as well. This one puts them into
      an \`emptyDir\` that nobody behind it mounts: they are there, and nobody sees them. Mount the volume into the
      container that they are meant for.

      Volumes that outlive the pod, and folders that look like scratch space, are left out.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-initialization/',
      'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
    ],
    messages: {
      unseen: "'{container}' writes {path} into '{volume}', which no container behind it mounts, so nobody sees it",
      mount: "Mount '{volume}' into '{main}' at {folder}",
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
  initContainers:
  - name: fetch
    image: busybox:1.37
    command: [wget, -O, /site/index.html, http://content/index.html]
    volumeMounts:
    - name: site
#           ^^^^ init-output-unused
      mountPath: /site
  containers:
  - name: web
    image: nginx:1.27
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
  initContainers:
  - name: fetch
    image: busybox:1.37
    command: [wget, -O, /site/index.html, http://content/index.html]
    volumeMounts:
    - name: site
      mountPath: /site
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - name: site
      mountPath: /site
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
  initContainers:
  - name: fetch
    image: busybox:1.37
    command: [wget, -O, /site/index.html, http://content/index.html]
    volumeMounts:
    - {name: site, mountPath: /site}
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - {name: site, mountPath: /usr/share/nginx/html, readOnly: true}
  volumes:
  - name: site
    emptyDir: {}
`,
        },
      ],
    },
  },

  fields: ['initContainers'],
  *check(pod) {
    if (pod.injected.length > 0) return;
    for (const container of pod.spec.containers) {
      const output = unseenOutput(pod, container);
      if (!output || !mountsAreKnown(pod)) continue;
      const { path, mount } = output;
      const main = mainContainer(pod);
      const volume = mount.name.value;
      const folder = mount.mountPath?.value ?? '';
      const args = { container: container.label, path, volume, folder, main: main?.label ?? '' };
      yield {
        span: mount.name.span,
        container,
        message: { id: 'unseen', args },
        fixes: () =>
          main && !main.mounts.some(({ mountPath }) => mountPath?.value === folder)
            ? makeFix(pod, { message: { id: 'mount', args } }, [
                addMount(pod, main, { name: volume, mountPath: folder }),
              ])
            : [],
      };
    }
  },
});

const SCRATCH = /tmp|temp|cache|scratch|work|\/run(?:\/|$)|^\/(?:root|home)(?:\/|$)|log/i;

/** Files in an emptyDir that no later container mounts, of a container that hands nothing on elsewhere. */
function unseenOutput(
  pod: Pod,
  container: ContainerView,
): { readonly path: string; readonly mount: VolumeMount } | undefined {
  const { spec } = pod;
  const handsOn = passingVolumes(spec, container).some((each) => isFedFromElsewhere(spec, container, each));
  if (handsOn) return undefined;
  for (const { path } of broughtFiles(pod, container)) {
    const mount = mountAt(container, path);
    const volume = mount && emptyDirNamed(spec, mount.name.value);
    if (volume && ![mount.mountPath?.value ?? '', volume.name.value].some((each) => SCRATCH.test(each)))
      return { path, mount };
  }
  return undefined;
}
