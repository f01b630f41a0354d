import type { Located } from '../../../syntax/span.js';
import { standsElsewhere } from '../../conditions/misread.js';
import { nearestLabel } from '../../conditions/names.js';
import { nearestName } from '../../conditions/nearest-name.js';
import { rejection } from '../../conditions/rejection.js';
import { volumeEntries } from '../../conditions/volume-entries.js';
import { isBuiltIn, isLaidOut } from '../../conditions/workload.js';
import { addEmptyDir } from '../../edits/add-volume.js';
import { changeText } from '../../edits/change-text.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ContainerView } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const unknownVolume = defineRule({
  id: 'unknown-volume',
  meta: {
    title: 'Mount of a volume that the Pod does not have',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A mount, or an entry of \`volumeDevices\`, names a volume of the same Pod. The API server rejects a Pod whose
      mount names no entry of \`volumes\`. In a StatefulSet the names of \`volumeClaimTemplates\` count as well; there
      the workload is accepted, and none of its Pods can be created.

      Where a name is nearly the same, it was probably meant. Otherwise the volume is missing: an \`emptyDir\` is an
      empty folder that lives as long as the Pod, which is what containers need to pass files to each other.`,
    references: [
      'https://kubernetes.io/docs/concepts/storage/volumes/',
      'https://kubernetes.io/docs/tasks/access-application-cluster/communicate-containers-same-pod-shared-volume/',
    ],
    messages: {
      unknown: "'{container}' mounts '{volume}', which this Pod does not have",
      similar: "'{container}' mounts '{volume}', which this Pod does not have; '{nearest}' is one",
      rename: "Change to '{nearest}'",
      add: "Add an emptyDir volume '{volume}'",
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
    - name: log
#           ^^^ unknown-volume
      mountPath: /var/log/nginx
  volumes:
  - name: logs
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
#           ^^^^^ unknown-volume
      mountPath: /var/cache/nginx
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
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: store
spec:
  selector:
    matchLabels: {app: store}
  template:
    metadata:
      labels: {app: store}
    spec:
      containers:
      - name: store
        image: redis:7.4
        volumeMounts:
        - name: data
          mountPath: /data
  volumeClaimTemplates:
  - metadata:
      name: data
`,
        },
      ],
    },
  },

  fields: ['volumeMounts', 'volumeDevices'],
  *check(pod) {
    if (!isLaidOut(pod) || !isBuiltIn(pod) || hasUnreadableName(pod)) return;
    if (standsElsewhere(pod.manifest, pod.spec.node, 'volumes')) return;
    const volumes = new Set(pod.spec.volumes.map(({ name }) => name.value));
    const isKnown = ({ name }: { readonly name: Located<string> }) => volumes.has(name.value);
    if (pod.spec.containers.every(({ mounts, devices }) => mounts.every(isKnown) && devices.every(isKnown))) return;
    if ([...volumes].some(isPlaceholder)) return;
    const meant = meantNames(pod);
    for (const container of pod.spec.containers) {
      for (const { name } of [...container.mounts, ...container.devices]) {
        if (name.value === '' || volumes.has(name.value) || meant.has(name.value) || isPlaceholder(name.value))
          continue;
        const nearest = nearestName(name.value, volumes);
        const args = { container: container.label, volume: name.value, nearest: nearest ?? '' };
        yield {
          ...rejection(pod),
          span: name.span,
          container,
          message: { id: nearest === undefined ? 'unknown' : 'similar', args },
          fixes: () => repairs(pod, container, name, nearest),
        };
      }
    }
  },
});

/** Names that volumes would have if theirs were valid; that they are not is told by another rule. */
function meantNames({ spec }: Pod): ReadonlySet<string> {
  return new Set(spec.volumes.flatMap(({ name }) => nearestLabel(name.value) ?? []));
}

/** The volume without a name may be the one that is meant; that it has none is told by another rule. */
function hasUnreadableName({ spec }: Pod): boolean {
  return volumeEntries(spec).some(({ name }) => !name);
}

/** A new volume beside one of nearly the same name would hide the slip: offered only where no name can be changed. */
function repairs(pod: Pod, container: ContainerView, name: Located<string>, nearest: string | undefined) {
  const renamed = changeText(pod, name, nearest, { id: 'rename' });
  return renamed.length > 0 ? renamed : additions(pod, container, name);
}

/** An emptyDir is no block device. */
function additions(pod: Pod, { mounts }: ContainerView, { value: volume }: Located<string>) {
  if (!mounts.some(({ name }) => name.value === volume)) return [];
  return makeFix(pod, { message: { id: 'add' as const, args: { volume } } }, [addEmptyDir(pod, volume)]);
}
