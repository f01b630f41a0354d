import { mountsAreKnown } from '../../conditions/known-mounts.js';
import { isReloader, watchedMounts } from '../../conditions/reloaders.js';
import { addMount } from '../../edits/add-volume.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const reloaderTargetHasNoConfig = defineRule({
  id: 'reloader-target-has-no-config',
  meta: {
    title: 'Reloader for a container that does not see the files',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['sidecar'],
    docs: `
      The reloader watches files and has another container read them again, but the two share no volume: the other one
      has no new files to read. Mount the volume that is watched into it.`,
    references: [
      'https://github.com/jimmidyson/configmap-reload',
      'https://kubernetes.io/docs/concepts/configuration/configmap/',
    ],
    messages: {
      unseen: "'{reloader}' has '{target}' reload when '{volume}' changes, but '{target}' does not mount it",
      target: 'The container that is told to reload',
      mount: "Mount '{volume}' into '{target}' at {folder}",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
    ports:
    - containerPort: 8080
  - name: reloader
    image: ghcr.io/jimmidyson/configmap-reload:v0.14.0
    args: [--volume-dir=/etc/shop, --webhook-url=http://localhost:8080/-/reload]
    volumeMounts:
    - {name: config, mountPath: /etc/shop}
#            ^^^^^^ reloader-target-has-no-config
  volumes:
  - name: config
    configMap: {name: shop}
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
    ports:
    - containerPort: 8080
    volumeMounts:
    - name: config
      mountPath: /etc/shop
      readOnly: true
  - name: reloader
    image: ghcr.io/jimmidyson/configmap-reload:v0.14.0
    args: [--volume-dir=/etc/shop, --webhook-url=http://localhost:8080/-/reload]
    volumeMounts:
    - {name: config, mountPath: /etc/shop}
  volumes:
  - name: config
    configMap: {name: shop}
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
    ports:
    - containerPort: 8080
    volumeMounts:
    - {name: config, mountPath: /etc/shop, readOnly: true}
  - name: reloader
    image: ghcr.io/jimmidyson/configmap-reload:v0.14.0
    args: [--volume-dir=/etc/config, --webhook-url=http://localhost:8080/-/reload]
    volumeMounts:
    - {name: config, mountPath: /etc/config, readOnly: true}
  volumes:
  - name: config
    configMap: {name: shop}
`,
        },
      ],
    },
  },

  fields: ['volumeMounts'],
  *check(pod) {
    for (const { from: reloader, to: target, via, spans } of pod.flows) {
      if (via.kind !== 'localhost' || !via.declared || !isReloader(pod, reloader)) continue;
      const watched = watchedMounts(reloader);
      const [first] = watched;
      if (!first || shareFiles(pod, reloader, target) || passesOn(pod, target)) continue;
      if (!mountsAreKnown(pod)) return;
      const folder = first.mountPath?.value ?? '';
      const args = { reloader: reloader.label, target: target.label, volume: first.name.value, folder };
      yield {
        span: first.name.span,
        container: reloader,
        message: { id: 'unseen', args },
        related: [{ span: spans[1], message: { id: 'target', args } }],
        fixes: () =>
          watched.length > 1 || target.mounts.some(({ mountPath }) => mountPath?.value === folder)
            ? []
            : makeFix(pod, { message: { id: 'mount', args } }, [
                addMount(pod, target, { name: first.name.value, mountPath: folder, readOnly: true }),
              ]),
      };
    }
  },
});

/** Whether it may be a proxy: then who stands behind it is meant. */
function passesOn({ flows }: Pod, target: ContainerView): boolean {
  return flows.some(({ from, via }) => from === target && via.kind === 'localhost');
}

/** Whether any volume, or two volumes of the same object, are in both. */
function shareFiles({ spec }: Pod, one: ContainerView, other: ContainerView): boolean {
  const sources = ({ mounts }: ContainerView) =>
    mounts.flatMap(({ name }) => {
      const volume = spec.volumes.find((each) => each.name.value === name.value);
      const objects = [volume?.object, ...(volume?.configMaps ?? [])].flatMap((each) => each?.value ?? []);
      return [`volume ${name.value}`, ...objects.map((object) => `object ${object}`)];
    });
  const theirs = new Set(sources(other));
  return sources(one).some((source) => theirs.has(source));
}
