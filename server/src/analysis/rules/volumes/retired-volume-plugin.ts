import { type VolumeSource, volumeEntries } from '../../conditions/volume-entries.js';
import { defineRule, type Problem } from '../rule.js';

/** Versions in which a kind stopped to work. Source: api/pod/warnings, and the removal notes of the volumes' manual. */
const GONE: Readonly<Record<string, string>> = {
  photonPersistentDisk: '1.16',
  scaleIO: '1.22',
  flocker: '1.25',
  quobyte: '1.25',
  storageos: '1.25',
  glusterfs: '1.26',
  cephfs: '1.31',
  rbd: '1.31',
};

export const retiredVolumePlugin = defineRule({
  id: 'retired-volume-plugin',
  meta: {
    title: 'Volume of a kind that is gone or going',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      Kubernetes has handed storage over to CSI drivers, and has dropped the code of many older kinds of volumes. A Pod
      with one of these is accepted with a warning and, once the code is gone, cannot start. Move to the CSI driver of
      the storage; instead of \`gitRepo\`, clone into an \`emptyDir\` with an init container or a git-sync sidecar.`,
    references: [
      'https://kubernetes.io/docs/concepts/storage/volumes/#volume-types',
      'https://kubernetes.io/docs/reference/using-api/deprecation-policy/',
    ],
    messages: {
      gone: 'Volumes of the kind {source} no longer work since Kubernetes {version}',
      going: 'Volumes of the kind {source} are deprecated since Kubernetes {version}',
      gitRepo:
        'Volumes of the kind gitRepo are deprecated, and off by default since Kubernetes 1.33; clone in an init container instead',
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
  volumes:
  - name: content
    gitRepo:
#   ^^^^^^^ retired-volume-plugin
      repository: https://git.example/site.git
  - name: data
    glusterfs:
#   ^^^^^^^^^ retired-volume-plugin
      endpoints: gluster
      path: data
`,
        },
        {
          kubernetesVersion: '1.25',
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
  volumes:
  - name: data
    glusterfs:
#   ^^^^^^^^^ retired-volume-plugin
      endpoints: gluster
      path: data
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
  volumes:
  - name: data
    persistentVolumeClaim:
      claimName: data
`,
        },
      ],
    },
  },

  fields: ['gitRepo', ...Object.keys(GONE)],
  *check(pod) {
    for (const { sources } of volumeEntries(pod.spec)) for (const source of sources) yield* faultsOf(source);
  },
});

/** Versions in which it was deprecated, where that was not long before. */
const DEPRECATED: Readonly<Record<string, string>> = { glusterfs: '1.25', cephfs: '1.28', rbd: '1.28' };

function* faultsOf({ kind, entry }: VolumeSource): Iterable<Problem<'gone' | 'going' | 'gitRepo'>> {
  const span = entry.pair.keySpan;
  const gone = GONE[kind];
  const deprecated = DEPRECATED[kind];
  if (kind === 'gitRepo') yield { span, message: { id: 'gitRepo', args: {} } };
  if (gone === undefined) return;
  const message = { id: 'gone' as const, args: { source: kind, version: gone } };
  yield { span, message, kubernetes: { from: gone } };
  if (deprecated === undefined) return;
  const going = { id: 'going' as const, args: { source: kind, version: deprecated } };
  yield { span, message: going, kubernetes: { from: deprecated, before: gone } };
}
