import { seqOf } from '../../../syntax/access.js';
import { removeItem } from '../../../syntax/edit.js';
import { mayExclude } from '../../conditions/branches.js';
import { repeated } from '../../conditions/given.js';
import { rejection } from '../../conditions/rejection.js';
import { type VolumeEntry, volumeEntries } from '../../conditions/volume-entries.js';
import { makeFix } from '../../edits/make-fix.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const duplicateVolume = defineRule({
  id: 'duplicate-volume',
  meta: {
    title: 'Two volumes of one name',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A mount names its volume, so a Pod may have only one volume of a name. The API server rejects a second one.

      A claim template of a StatefulSet may have the name of a volume: it takes the volume's place.`,
    references: ['https://kubernetes.io/docs/concepts/storage/volumes/'],
    messages: {
      duplicate: "This Pod has a volume '{volume}' already",
      first: 'The first volume of this name',
      remove: 'Remove the second volume',
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
    - name: cache
      mountPath: /var/cache/nginx
  volumes:
  - name: cache
    emptyDir: {}
  - name: cache
#         ^^^^^ duplicate-volume
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
    - name: cache
      mountPath: /var/cache/nginx
  volumes:
  - name: cache
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
    - name: run
      mountPath: /var/run
  volumes:
  - name: cache
    emptyDir: {}
  - name: run
    emptyDir: {}
`,
        },
      ],
    },
  },

  fields: ['volumes'],
  *check(pod) {
    const named = volumeEntries(pod.spec).filter(({ name }) => name && !isPlaceholder(name.value));
    for (const { item, first } of repeated(named, ({ name }) => name?.value)) {
      if (!item.name || !first.name) continue;
      if (mayExclude(pod.manifest.document, first.name.span, item.name.span)) continue;
      yield {
        ...rejection(pod),
        span: item.name.span,
        message: { id: 'duplicate', args: { volume: item.label } },
        related: [{ span: first.name.span, message: { id: 'first', args: {} } }],
        fixes: () => removal(pod, item, first),
      };
    }
  },
});

/** Only a volume that says the same as the first one can go without a thought. */
function removal(pod: Pod, volume: VolumeEntry, first: VolumeEntry) {
  const { document } = pod.manifest;
  const list = seqOf(pod.spec.node, 'volumes');
  const textOf = ({ node: { span } }: VolumeEntry) => document.text.slice(span.start, span.end).trim();
  if (!list || textOf(volume) !== textOf(first)) return [];
  return makeFix(pod, { message: { id: 'remove' as const, args: {} }, applicability: 'safe' }, [
    removeItem(document, list, volume.index),
  ]);
}
