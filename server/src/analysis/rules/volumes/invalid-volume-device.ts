import type { Located } from '../../../syntax/span.js';
import { settledText } from '../../conditions/given.js';
import { rejection } from '../../conditions/rejection.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidVolumeDevice = defineRule({
  id: 'invalid-volume-device',
  meta: {
    title: 'Block device that a container cannot have',
    severity: 'error',
    since: '0.1.0',
    docs: `
      \`volumeDevices\` gives a container the raw block device of a \`persistentVolumeClaim\`, a generic \`ephemeral\`
      volume or a claim template; other volumes are folders. A volume is there once, as a device or as a mount, and so
      is a path. The API server rejects anything else, and paths with \`..\`.`,
    references: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#raw-block-volume-support'],
    messages: {
      folder: "'{container}' wants '{volume}' as a block device, but {source} is no block device",
      twice: "'{container}' has the block device '{volume}' twice",
      mounted: "'{container}' has '{volume}' both as a block device and mounted",
      path: "'{container}' has two block devices at {path}",
      mountedPath: "'{container}' has both a block device and a mount at {path}",
      climbs: "A device path of '{container}' cannot contain '..'",
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
    volumeDevices:
    - name: disk
#           ^^^^ invalid-volume-device
      devicePath: /dev/xvda
  volumes:
  - name: disk
    emptyDir: {}
`,
        },
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
    - name: disk
      mountPath: /data
    volumeDevices:
    - name: disk
#           ^^^^ invalid-volume-device
      devicePath: /dev/xvda
  volumes:
  - name: disk
    persistentVolumeClaim:
      claimName: disk
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
    volumeDevices:
    - name: disk
      devicePath: /dev/xvda
  volumes:
  - name: disk
    persistentVolumeClaim:
      claimName: disk
`,
        },
      ],
    },
  },

  fields: ['volumeDevices'],
  *check(pod) {
    if (pod.spec.containers.every(({ devices }) => devices.length === 0)) return;
    const folders = foldersOf(pod);
    for (const container of pod.spec.containers) yield* faultsOf(pod, container, folders);
  },
});

type Ids = 'folder' | 'twice' | 'mounted' | 'path' | 'mountedPath' | 'climbs';

const BLOCK_SOURCES: ReadonlySet<string> = new Set(['persistentVolumeClaim', 'ephemeral', 'volumeClaimTemplate']);

function* faultsOf(pod: Pod, container: ContainerView, folders: ReadonlyMap<string, string>): Iterable<Problem<Ids>> {
  const names = new Set<string>();
  const paths = new Set<string>();
  const mounted = new Set(container.mounts.map(({ name }) => name.value));
  const mountedPaths = new Set(container.mounts.map(({ mountPath }) => mountPath?.value));
  const fault = (id: Ids, { value, span }: Located<string>): Problem<Ids> => {
    const args = { container: container.label, volume: value, path: value, source: folders.get(value) ?? '' };
    return { ...rejection(pod), span, container, message: { id, args } };
  };
  for (const { name, node } of container.devices) {
    const path = settledText(node, 'devicePath');
    if (names.has(name.value)) yield fault('twice', name);
    else if (mounted.has(name.value)) yield fault('mounted', name);
    else if (folders.has(name.value)) yield fault('folder', name);
    if (path && paths.has(path.value)) yield fault('path', path);
    else if (path && mountedPaths.has(path.value)) yield fault('mountedPath', path);
    else if (path?.value.split('/').includes('..')) yield fault('climbs', path);
    names.add(name.value);
    if (path) paths.add(path.value);
  }
}

/** The volumes that are no block devices, by name, with their source. A claim template of the same name wins. */
function foldersOf({ spec }: Pod): ReadonlyMap<string, string> {
  const sources = new Map(spec.volumes.map(({ name, source }) => [name.value, source]));
  return new Map([...sources].filter(([, source]) => !BLOCK_SOURCES.has(source)));
}
