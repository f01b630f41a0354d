import { mapsOf, stringOf } from '../../../syntax/access.js';
import { isMissing, itemAnchor } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { rejection } from '../../conditions/rejection.js';
import { isWhole } from '../../conditions/workload.js';
import { defineRule } from '../rule.js';

export const incompleteMount = defineRule({
  id: 'incomplete-mount',
  meta: {
    title: 'Mount without a volume or without a path',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A mount says which volume (\`name\`) is seen at which path (\`mountPath\`); an entry of \`volumeDevices\` which
      block device (\`name\`) is seen as which file (\`devicePath\`). The API server rejects one that lacks either.`,
    references: [
      'https://kubernetes.io/docs/concepts/storage/volumes/',
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#raw-block-volume-support',
    ],
    messages: {
      volume: "A mount of '{container}' names no volume",
      path: "'{container}' mounts '{volume}' without a path",
      device: "A block device of '{container}' names no volume",
      devicePath: "'{container}' has the block device '{volume}' without a path",
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
    - mountPath: /var/cache/nginx
#                ^^^^^^^^^^^^^^^^ incomplete-mount
    - name: run
#           ^^^ incomplete-mount
  volumes:
  - name: cache
    emptyDir: {}
  - name: run
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
    - name: cache
      mountPath: /var/cache/nginx
  volumes:
  - name: cache
    emptyDir: {}
`,
        },
      ],
    },
  },

  fields: ['volumeMounts', 'volumeDevices'],
  *check(pod) {
    if (!isWhole(pod)) return;
    for (const container of pod.spec.containers) {
      for (const { key, path, ids } of LISTS) {
        for (const { node } of mapsOf(container.node, key)) {
          const lacking = ['name', path].filter((field) => isMissing(node, field));
          if (lacking.length === 0 || isMisread(pod.manifest, node.span)) continue;
          const args = { container: container.label, volume: stringOf(node, 'name')?.value ?? '' };
          yield {
            ...rejection(pod),
            span: itemAnchor(node, 'name', path),
            container,
            message: { id: lacking[0] === 'name' ? ids.name : ids.path, args },
          };
        }
      }
    }
  },
});

const LISTS = [
  { key: 'volumeMounts', path: 'mountPath', ids: { name: 'volume', path: 'path' } },
  { key: 'volumeDevices', path: 'devicePath', ids: { name: 'device', path: 'devicePath' } },
] as const;
