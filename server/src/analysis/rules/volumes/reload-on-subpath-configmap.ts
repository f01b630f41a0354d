import type { Span } from '../../../syntax/span.js';
import { keySpanOf } from '../../conditions/given.js';
import { isReloader, reloadFlows, watchedMounts } from '../../conditions/reloaders.js';
import { isWhole, runningContainers } from '../../conditions/workload.js';
import type { ContainerView, PodSpecView, VolumeMount } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const reloadOnSubpathConfigmap = defineRule({
  id: 'reload-on-subpath-configmap',
  meta: {
    title: 'Reloader for a file that never changes',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['sidecar'],
    docs: `
      A ConfigMap or Secret that is mounted with \`subPath\` is not updated while the container runs. A reloader beside
      it sees the new version, or waits for one that never comes, and has the other container read the old one again.
      Mount the whole volume into a folder of its own.`,
    references: [
      'https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically',
    ],
    messages: {
      other: "'{container}' mounts '{volume}' with subPath, so it keeps the old files when '{reloader}' has it reload",
      own: "'{reloader}' mounts '{volume}' with subPath, so it never sees a change",
      watches: "'{reloader}' watches this volume",
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
    volumeMounts:
    - name: config
      mountPath: /etc/shop/shop.yaml
      subPath: shop.yaml
#     ^^^^^^^ reload-on-subpath-configmap
  - name: reloader
    image: ghcr.io/jimmidyson/configmap-reload:v0.14.0
    args: [--volume-dir=/etc/config, --webhook-url=http://localhost:8080/-/reload]
    volumeMounts:
    - {name: config, mountPath: /etc/config}
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
    volumeMounts:
    - {name: config, mountPath: /etc/shop}
  - name: reloader
    image: ghcr.io/jimmidyson/configmap-reload:v0.14.0
    args: [--volume-dir=/etc/config, --webhook-url=http://localhost:8080/-/reload]
    volumeMounts:
    - {name: config, mountPath: /etc/config}
  volumes:
  - name: config
    configMap: {name: shop}
`,
        },
      ],
    },
  },

  fields: ['subPath'],
  *check(pod) {
    const running = runningContainers(pod.spec);
    if (running.length < 2 || !isWhole(pod)) return;
    for (const reloader of running.filter((each) => isReloader(pod, each))) {
      for (const watched of watchedMounts(reloader).filter((mount) => isFromTheApi(pod.spec, mount))) {
        const args = { container: reloader.label, reloader: reloader.label, volume: watched.name.value };
        if (watched.subPath?.value) {
          yield { span: keyOf(watched), container: reloader, message: { id: 'own', args } };
          continue;
        }
        for (const { container, mount } of staleMounts(pod, reloader, watched)) {
          yield {
            span: keyOf(mount),
            container,
            message: { id: 'other', args: { ...args, container: container.label } },
            related: [{ span: watched.name.span, message: { id: 'watches', args } }],
          };
        }
      }
    }
  },
});

/** Whether the kubelet keeps its files up to date. */
function isFromTheApi({ volumes }: PodSpecView, { name }: VolumeMount): boolean {
  const source = volumes.find((volume) => volume.name.value === name.value)?.source;
  return source === 'configMap' || source === 'secret' || source === 'projected';
}

/** The mounts by which those who are told to reload keep the files of their start. */
function staleMounts(pod: Pod, reloader: ContainerView, { name }: VolumeMount) {
  const told = reloadFlows(pod, reloader).map(({ to }) => to);
  const readers = told.length > 0 ? told : runningContainers(pod.spec).filter((each) => each !== reloader);
  return [...new Set(readers)].flatMap((container) => {
    const mounts = container.mounts.filter((mount) => mount.name.value === name.value);
    // Where it has the whole volume too, the single file may be for something else.
    return mounts.every(({ subPath }) => subPath?.value) ? mounts.map((mount) => ({ container, mount })) : [];
  });
}

function keyOf({ node, name }: VolumeMount): Span {
  return keySpanOf(node, 'subPath', name.span);
}
