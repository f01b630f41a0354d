import { entryOf, resolve, stringOf } from '../../../syntax/access.js';
import { removeEntry, removeItem } from '../../../syntax/edit.js';
import type { TextEdit } from '../../../syntax/span.js';
import { envEntries } from '../../conditions/environment.js';
import { nearestName } from '../../conditions/nearest-name.js';
import { isBuiltIn, isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import type { PodSpecView, VolumeView } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const unusedVolume = defineRule({
  id: 'unused-volume',
  meta: {
    title: 'Volume that no container mounts',
    severity: 'hint',
    since: '0.1.0',
    docs: `
      Kubelet sets up only the volumes that a container mounts, so a volume without a mount does nothing. It is either
      left over, or the mount that was meant is missing.`,
    references: ['https://kubernetes.io/docs/concepts/storage/volumes/'],
    messages: {
      unused: "No container mounts the volume '{volume}'",
      remove: "Remove the volume '{volume}'",
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
    volumeMounts:
    - name: logs
      mountPath: /var/log/nginx
  volumes:
  - name: logs
    emptyDir: {}
  - name: scratch
#         ^^^^^^^ unused-volume
    emptyDir: {}
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
  name: loader
spec:
  initContainers:
  - name: load
    image: busybox:1.36
    volumeDevices:
    - name: disk
      devicePath: /dev/block
  containers:
  - name: loader
    image: busybox:1.36
  volumes:
  - name: disk
    persistentVolumeClaim: {claimName: disk}
`,
        },
      ],
    },
  },

  fields: ['volumes'],
  *check(pod) {
    if (!isWhole(pod) || !isBuiltIn(pod)) return;
    const used = usedNames(pod.spec);
    if (pod.spec.volumes.every(({ name }) => used.has(name.value)) || [...used].some(isPlaceholder)) return;
    const meant = meantNames(pod.spec, used);
    const annotations = [...pod.spec.annotations.values()].map(({ value }) => value);
    for (const volume of pod.spec.volumes) {
      const { name, inPodSpec } = volume;
      if (!inPodSpec || used.has(name.value) || meant.has(name.value)) continue;
      // What is injected later may mount it; annotations are where that is asked for.
      if (annotations.some((value) => value.includes(name.value))) continue;
      const args = { volume: name.value };
      yield {
        span: name.span,
        message: { id: 'unused', args },
        unnecessary: true,
        fixes: () => makeFix(pod, { message: { id: 'remove', args } }, [removal(pod, volume)]),
      };
    }
  },
});

/** Names that mounts, devices and `fileKeyRef` (KEP-3721) speak of. */
function usedNames({ containers }: PodSpecView): ReadonlySet<string> {
  return new Set(
    containers.flatMap((container) => [
      ...[...container.mounts, ...container.devices].map(({ name }) => name.value),
      ...envEntries(container).flatMap(({ sources }) =>
        sources.flatMap(({ kind, node }) => (kind === 'fileKeyRef' ? (stringOf(node, 'volumeName')?.value ?? []) : [])),
      ),
    ]),
  );
}

/** Volumes that a misspelt mount probably means: that one is the fault, not the volume. */
function meantNames({ volumes }: PodSpecView, used: ReadonlySet<string>): ReadonlySet<string | undefined> {
  const names = volumes.map(({ name }) => name.value);
  return new Set([...used].filter((name) => !names.includes(name)).map((name) => nearestName(name, names)));
}

/** The last volume takes the key with it. */
function removal({ manifest: { document }, spec }: Pod, volume: VolumeView): TextEdit | undefined {
  const entry = entryOf(spec.node, 'volumes');
  if (entry?.value?.kind !== 'seq') return undefined;
  const { items } = entry.value;
  if (items.length === 1) return removeEntry(document, spec.node, entry.pair);
  return removeItem(
    document,
    entry.value,
    items.findIndex((item) => resolve(item) === volume.node),
  );
}
