import { productOf } from '../../catalogue/catalogue.js';
import { isWhole, runningContainers } from '../../conditions/workload.js';
import type { ContainerView, PodSpecView, VolumeMount } from '../../model/model.js';
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
    if (!isWhole(pod)) return;
    const running = runningContainers(pod.spec);
    for (const reloader of running.filter((each) => productOf(each)?.function === 'config-reloader')) {
      for (const watched of reloader.mounts.filter((mount) => isFromTheApi(pod.spec, mount))) {
        const args = { container: reloader.label, reloader: reloader.label, volume: watched.name.value };
        if (watched.subPath) {
          yield { span: keyOf(watched), container: reloader, message: { id: 'own', args } };
          continue;
        }
        for (const [container, stale] of staleMounts(running, reloader, watched)) {
          yield {
            span: keyOf(stale),
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

function staleMounts(
  running: readonly ContainerView[],
  reloader: ContainerView,
  watched: VolumeMount,
): (readonly [ContainerView, VolumeMount])[] {
  return running.flatMap((container) => {
    if (container === reloader) return [];
    const mounts = container.mounts.filter(({ name }) => name.value === watched.name.value);
    // Where it has the whole volume too, the single file may be for something else.
    return mounts.every(({ subPath }) => subPath) ? mounts.map((mount) => [container, mount] as const) : [];
  });
}

function keyOf({ node, name }: VolumeMount) {
  return node.pairs.find(({ key }) => key === 'subPath')?.keySpan ?? name.span;
}
