import { mapOf, nodeOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import type { Span } from '../../../syntax/span.js';
import { isMissing, itemAnchor, keySpanOf, settledText } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { rejection } from '../../conditions/rejection.js';
import {
  claimTemplateOf,
  projectionsOf,
  type VolumeEntry,
  type VolumeSource,
  volumeEntries,
} from '../../conditions/volume-entries.js';
import { isWhole } from '../../conditions/workload.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const incompleteVolumeSource = defineRule({
  id: 'incomplete-volume-source',
  meta: {
    title: 'Volume source without a field that it needs',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Each source of a volume needs to know where the files are: a \`configMap\` the \`name\` of the ConfigMap, a
      \`secret\` the \`secretName\`, a \`hostPath\` the \`path\`. The API server rejects a volume that does not say it.

      Mind that the field of a \`secret\` volume is called \`secretName\`, while that of a \`configMap\` volume, and of
      a secret in a \`projected\` volume, is called \`name\`. A volume without any source is an \`emptyDir\`.`,
    references: [
      'https://kubernetes.io/docs/concepts/storage/volumes/',
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Volume',
    ],
    messages: {
      missing: "{source} of volume '{volume}' needs {field}",
      either: "{source} of volume '{volume}' needs {field} or {other}",
      both: "{source} of volume '{volume}' has both {field} and {other}; it can have only one",
      absolute: "{field} of volume '{volume}' is no absolute path",
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
  - name: keys
    secret:
#   ^^^^^^ incomplete-volume-source
      optional: true
  - name: site
    configMap: {}
#   ^^^^^^^^^ incomplete-volume-source
  - name: scratch
    ephemeral: {}
#   ^^^^^^^^^ incomplete-volume-source
  - name: share
    nfs: {server: nfs.example, path: exports/share}
#                                    ^^^^^^^^^^^^^ incomplete-volume-source
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
  - name: keys
    secret: {secretName: keys}
  - name: site
    configMap: {name: site}
  - name: scratch
`,
        },
      ],
    },
  },

  fields: ['volumes'],
  *check(pod) {
    for (const volume of volumeEntries(pod.spec)) {
      const checked = { pod, volume };
      yield* relativePath(checked);
      if (!isWhole(pod)) continue;
      for (const source of volume.sources) yield* lackOf(checked, source, REQUIRED[source.kind]);
      for (const { sources } of projectionsOf(volume))
        for (const source of sources) yield* lackOf(checked, source, REQUIRED_IN_PROJECTED[source.kind]);
      yield* lackOfClaim(checked);
    }
  },
});

type Ids = 'missing' | 'either' | 'both' | 'absolute';

/** Fields without which the API server rejects a source. Source: core/validation, validate…VolumeSource. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  hostPath: ['path'],
  gitRepo: ['repository'],
  gcePersistentDisk: ['pdName'],
  awsElasticBlockStore: ['volumeID'],
  secret: ['secretName'],
  nfs: ['server', 'path'],
  iscsi: ['targetPortal', 'iqn'],
  glusterfs: ['endpoints', 'path'],
  persistentVolumeClaim: ['claimName'],
  rbd: ['monitors', 'image'],
  cinder: ['volumeID'],
  cephfs: ['monitors'],
  flexVolume: ['driver'],
  configMap: ['name'],
  azureFile: ['secretName', 'shareName'],
  vsphereVolume: ['volumePath'],
  quobyte: ['registry', 'volume'],
  azureDisk: ['diskName', 'diskURI'],
  storageos: ['volumeName'],
  photonPersistentDisk: ['pdID'],
  portworxVolume: ['volumeID'],
  scaleIO: ['gateway', 'system', 'volumeName'],
  csi: ['driver'],
  ephemeral: ['volumeClaimTemplate'],
  image: ['reference'],
};

/** The same for a part of a `projected` volume, where a Secret is named as a ConfigMap is. */
const REQUIRED_IN_PROJECTED: Readonly<Record<string, readonly string[]>> = {
  secret: ['name'],
  configMap: ['name'],
  podCertificate: ['signerName', 'keyType'],
};

/** Exactly one of two. */
const EITHER: Readonly<Record<string, readonly [string, string]>> = {
  flocker: ['datasetName', 'datasetUUID'],
  fc: ['targetWWNs', 'wwids'],
  clusterTrustBundle: ['name', 'signerName'],
};

interface Checked {
  readonly pod: Pod;
  readonly volume: VolumeEntry;
}

function* lackOf(checked: Checked, source: VolumeSource, fields: readonly string[] = []): Iterable<Problem<Ids>> {
  const { kind, entry, node } = source;
  if (!node || isMisread(checked.pod.manifest, node.span)) return;
  const span = entry.pair.keySpan;
  for (const field of fields) {
    if (isEmptyField(node, field)) {
      yield problem(checked, span, 'missing', { source: kind, field });
      return;
    }
  }
  const [field, other] = EITHER[kind] ?? [];
  if (field === undefined || other === undefined) return;
  const given = [field, other].filter((each) => !isEmptyField(node, each));
  if (given.length === 1) return;
  yield problem(checked, span, given.length === 0 ? 'either' : 'both', { source: kind, field, other });
}

/** A claim template is checked as a claim is: it says how it is accessed and how large it is. */
function* lackOfClaim(checked: Checked): Iterable<Problem<Ids>> {
  const template = claimTemplateOf(checked.volume);
  if (!template || isMisread(checked.pod.manifest, template.span)) return;
  const spec = mapOf(template, 'spec');
  const span = keySpanOf(template, 'spec', itemAnchor(template));
  if (!spec || isEmptyField(spec, 'accessModes')) {
    yield problem(checked, span, 'missing', { source: 'ephemeral', field: 'spec.accessModes' });
  } else if (mapOf(mapOf(spec, 'resources'), 'requests')?.pairs.every(({ key }) => key !== 'storage') ?? true) {
    yield problem(checked, span, 'missing', { source: 'ephemeral', field: 'spec.resources.requests.storage' });
  }
}

function* relativePath(checked: Checked): Iterable<Problem<Ids>> {
  const nfs = checked.volume.sources.find(({ kind }) => kind === 'nfs')?.node;
  const path = settledText(nfs, 'path');
  if (path && !path.value.startsWith('/')) yield problem(checked, path.span, 'absolute', { field: 'nfs.path' });
}

function isEmptyField(node: YamlMap, field: string): boolean {
  const value = nodeOf(node, field);
  return isMissing(node, field) || (value?.kind === 'seq' && value.items.length === 0);
}

function problem({ pod, volume }: Checked, span: Span, id: Ids, args: Record<string, string>): Problem<Ids> {
  return { ...rejection(pod), span, message: { id, args: { ...args, volume: volume.label } } };
}
