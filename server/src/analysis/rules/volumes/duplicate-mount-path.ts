import { entryOf, resolve } from '../../../syntax/access.js';
import { removeItem } from '../../../syntax/edit.js';
import { rejection } from '../../conditions/rejection.js';
import { isLaidOut } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ContainerView, VolumeMount } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const duplicateMountPath = defineRule({
  id: 'duplicate-mount-path',
  meta: {
    title: 'Two mounts at one path',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Only one volume can be seen at a path, so the API server rejects a container with two mounts at the same one.`,
    references: ['https://kubernetes.io/docs/concepts/storage/volumes/'],
    messages: {
      duplicate: "'{container}' mounts both '{first}' and '{volume}' at {path}",
      twice: "'{container}' mounts '{volume}' twice at {path}",
      first: 'The first mount at this path',
      remove: 'Remove the second mount',
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
    - name: content
      mountPath: /data
    - name: content
      mountPath: /data
#                ^^^^^ duplicate-mount-path
  volumes:
  - name: content
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
    - name: content
      mountPath: /data
  volumes:
  - name: content
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
    image: nginx:1.27
    volumeMounts:
    - {name: content, mountPath: /data/a, subPath: a}
    - {name: content, mountPath: /data/b, subPath: b}
  volumes:
  - name: content
    emptyDir: {}
`,
        },
      ],
    },
  },

  fields: ['volumeMounts'],
  *check(pod) {
    if (!isLaidOut(pod)) return;
    for (const container of pod.spec.containers) {
      const seen = new Map<string, VolumeMount>();
      for (const mount of container.mounts) {
        const path = mount.mountPath;
        if (!path || isPlaceholder(path.value)) continue;
        const first = seen.get(path.value);
        if (!first) {
          seen.set(path.value, mount);
          continue;
        }
        const same = first.name.value === mount.name.value;
        yield {
          ...rejection(pod),
          span: path.span,
          container,
          message: {
            id: same ? 'twice' : 'duplicate',
            args: {
              container: container.label,
              first: first.name.value,
              volume: mount.name.value,
              path: path.value,
            },
          },
          related: [{ span: first.mountPath?.span ?? first.name.span, message: { id: 'first', args: {} } }],
          fixes: () => (same && first.subPath?.value === mount.subPath?.value ? removal(pod, container, mount) : []),
        };
      }
    }
  },
});

function removal(pod: Pod, { node }: ContainerView, mount: VolumeMount) {
  const list = entryOf(node, 'volumeMounts')?.value;
  if (list?.kind !== 'seq') return [];
  const index = list.items.findIndex((item) => resolve(item) === mount.node);
  return makeFix(pod, { message: { id: 'remove' as const, args: {} } }, [
    removeItem(pod.manifest.document, list, index),
  ]);
}
