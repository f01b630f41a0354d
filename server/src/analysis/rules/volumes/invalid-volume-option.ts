import { mapOf, nodeOf, numberOf, seqOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { isAbsent, keySpanOf, settledText } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { isSubdomain } from '../../conditions/names.js';
import { isPlaceholder } from '../../conditions/placeholder.js';
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

export const invalidVolumeOption = defineRule({
  id: 'invalid-volume-option',
  meta: {
    title: 'Volume source with an impossible setting',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Numbers of partitions and units go from 0 to 255; a Fibre Channel volume with \`targetWWNs\` needs its \`lun\`. An
      iSCSI \`iqn\` is \`iqn.2001-04.com.example:disk\`, or begins with \`eui.\` or \`naa.\`. The \`driver\` of a \`csi\`
      volume is a name of at most 63 letters, digits, \`-\` and \`.\`, and a secret that it refers to has a name. The
      \`directory\` of a \`gitRepo\` stays inside the volume. The claim of an \`ephemeral\` volume is called after Pod and
      volume, so its template has labels and annotations but no name; \`ReadWriteOncePod\` stands alone, and the storage
      that it asks for is above zero. The API server rejects anything else.`,
    references: [
      'https://kubernetes.io/docs/concepts/storage/volumes/',
      'https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#generic-ephemeral-volumes',
    ],
    messages: {
      range: "{field} of volume '{volume}' is {number}, and has to be from 0 to 255",
      lun: "The targetWWNs of volume '{volume}' need a lun",
      iqn: "'{name}' is no iSCSI qualified name",
      driver: "'{name}' is no name of a CSI driver",
      secret: "The nodePublishSecretRef of volume '{volume}' needs a name",
      directory: "The directory of volume '{volume}' leaves the volume",
      selector: "A trust bundle of volume '{volume}' with a name takes no labelSelector",
      metadata: "The claim of volume '{volume}' is called after Pod and volume, and its template has no {field}",
      alone: 'ReadWriteOncePod cannot be had together with other access modes',
      storage: "The claim of volume '{volume}' asks for no storage",
      class: "'{name}' cannot be the name of a storage class, which consists of a-z, 0-9, '-' and '.'",
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
    - name: scratch
      mountPath: /scratch
  volumes:
  - name: scratch
    ephemeral:
      volumeClaimTemplate:
        metadata:
          name: scratch
#         ^^^^ invalid-volume-option
        spec:
          accessModes: [ReadWriteOnce]
          resources:
            requests:
              storage: 1Gi
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
    - name: scratch
      mountPath: /scratch
  volumes:
  - name: scratch
    ephemeral:
      volumeClaimTemplate:
        metadata:
          labels:
            app: web
        spec:
          accessModes: [ReadWriteOnce]
          resources:
            requests:
              storage: 1Gi
`,
        },
      ],
    },
  },

  fields: ['volumes'],

  *check(pod) {
    for (const volume of volumeEntries(pod.spec)) {
      for (const source of volume.sources)
        for (const fault of sourceFaults(pod, volume, source)) yield { ...fault, ...rejection(pod) };
      for (const { sources } of projectionsOf(volume)) {
        const bundle = sources.find(({ kind }) => kind === 'clusterTrustBundle')?.node;
        if (!bundle || !settledText(bundle, 'name') || isAbsent(bundle, 'labelSelector')) continue;
        const span = keySpanOf(bundle, 'labelSelector', bundle.span);
        yield { ...rejection(pod), span, message: { id: 'selector', args: { volume: volume.label } } };
      }
      const template = claimTemplateOf(volume);
      if (template) for (const fault of claimFaults(volume, template)) yield { ...fault, ...rejection(pod) };
    }
  },
});

type Ids =
  | 'range'
  | 'lun'
  | 'iqn'
  | 'driver'
  | 'secret'
  | 'directory'
  | 'selector'
  | 'metadata'
  | 'alone'
  | 'storage'
  | 'class';

/** Numbers that have to be from 0 to 255, by source. */
const BYTES: Readonly<Record<string, string>> = {
  awsElasticBlockStore: 'partition',
  gcePersistentDisk: 'partition',
  iscsi: 'lun',
  fc: 'lun',
};

const IQN =
  /^(?:iqn\.\d{4}-\d{2}\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*(?::.+)?|(?:eui|naa)\..+)$/i;

/** Source: core/validation, validateVolumeSource and what it calls. */
function* sourceFaults(
  pod: Pod,
  { label: volume }: VolumeEntry,
  { kind, entry, node }: VolumeSource,
): Iterable<Problem<Ids>> {
  if (!node) return;
  const field = BYTES[kind];
  const number = field === undefined ? undefined : numberOf(node, field);
  if (field !== undefined && number && (number.value < 0 || number.value > 255))
    yield { span: number.span, message: { id: 'range', args: { field, volume, number: String(number.value) } } };
  if (kind === 'fc' && (seqOf(node, 'targetWWNs')?.items.length ?? 0) > 0 && isAbsent(node, 'lun') && isWhole(pod))
    yield { span: entry.pair.keySpan, message: { id: 'lun', args: { volume } } };
  const iqn = kind === 'iscsi' ? settledText(node, 'iqn') : undefined;
  if (iqn && !IQN.test(iqn.value)) yield { span: iqn.span, message: { id: 'iqn', args: { name: iqn.value } } };
  const directory = kind === 'gitRepo' ? settledText(node, 'directory') : undefined;
  if (directory && (directory.value.startsWith('/') || directory.value.split('/').includes('..')))
    yield { span: directory.span, message: { id: 'directory', args: { volume } } };
  if (kind === 'csi') yield* driverFaults(pod, volume, node);
}

function* driverFaults(pod: Pod, volume: string, node: YamlMap): Iterable<Problem<Ids>> {
  const driver = settledText(node, 'driver');
  const longest = 63;
  if (driver && (driver.value.length > longest || !isSubdomain(driver.value.toLowerCase())))
    yield { span: driver.span, message: { id: 'driver', args: { name: driver.value } } };
  const secret = mapOf(node, 'nodePublishSecretRef');
  if (secret && isAbsent(secret, 'name') && isWhole(pod) && !isMisread(pod.manifest, secret.span))
    yield { span: keySpanOf(node, 'nodePublishSecretRef', secret.span), message: { id: 'secret', args: { volume } } };
}

/** Source: core/validation, validateEphemeralVolumeSource and ValidatePersistentVolumeClaimSpec. */
function* claimFaults({ label: volume }: VolumeEntry, template: YamlMap): Iterable<Problem<Ids>> {
  const metadata = mapOf(template, 'metadata');
  for (const field of ['name', 'generateName', 'namespace'])
    if (metadata && settledText(metadata, field))
      yield { span: keySpanOf(metadata, field, metadata.span), message: { id: 'metadata', args: { volume, field } } };
  const spec = mapOf(template, 'spec');
  const modes = (seqOf(spec, 'accessModes')?.items ?? []).flatMap((item) => (item?.kind === 'scalar' ? [item] : []));
  const single = modes.find(({ value }) => value === 'ReadWriteOncePod');
  if (single && modes.some(({ value }) => value !== 'ReadWriteOncePod'))
    yield { span: single.span, message: { id: 'alone', args: {} } };
  const storage = nodeOf(mapOf(mapOf(spec, 'resources'), 'requests'), 'storage');
  if (storage?.kind === 'scalar' && /^[-+]?0+(?:\.0*)?[A-Za-z]*$/.test(storage.source))
    yield { span: storage.span, message: { id: 'storage', args: { volume } } };
  const name = settledText(spec, 'storageClassName');
  if (name && !isSubdomain(name.value) && !isPlaceholder(name.value))
    yield { span: name.span, message: { id: 'class', args: { name: name.value } } };
}
