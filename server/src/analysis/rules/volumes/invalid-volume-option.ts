import { mapOf, nodeOf, numberOf, seqOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { isAbsent, keySpanOf, settledText } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { isSubdomain } from '../../conditions/names.js';
import { rejection } from '../../conditions/rejection.js';
import {
  claimTemplateOf,
  projectionsOf,
  type VolumeEntry,
  type VolumeSource,
  volumeEntries,
} from '../../conditions/volume-entries.js';
import { isWhole } from '../../conditions/workload.js';
import { removeField } from '../../edits/remove-field.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

const MESSAGES = {
  range: "{field} of volume '{volume}' is {number}, and has to be from 0 to 255",
  lun: "The targetWWNs of volume '{volume}' need a lun",
  iqn: "'{name}' is no iSCSI name; iqn.2001-04.com.example:disk would be one",
  driver: "'{name}' is no name of a CSI driver",
  secret: "The nodePublishSecretRef of volume '{volume}' needs a name",
  directory: "The directory of volume '{volume}' leaves the volume",
  selector: "A trust bundle of volume '{volume}' with a name takes no labelSelector",
  metadata: "The claim of volume '{volume}' is called after Pod and volume, and its template has no {field}",
  alone: 'ReadWriteOncePod cannot be had together with other access modes',
  storage: "The claim of volume '{volume}' asks for no storage",
  class: "'{name}' cannot be the name of a storage class, which consists of a-z, 0-9, '-' and '.'",
  remove: 'Remove {field}',
};

export const invalidVolumeOption = defineRule({
  id: 'invalid-volume-option',
  meta: {
    title: 'Volume source with an impossible setting',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Numbers of partitions and units go from 0 to 255; a Fibre Channel volume with \`targetWWNs\` needs its \`lun\`. An
      iSCSI \`iqn\` is \`iqn.2001-04.com.example:disk\`, or \`eui.\` with 16 or \`naa.\` with 32 characters. The
      \`driver\` of a \`csi\` volume is a name of at most 63 letters, digits, \`-\` and \`.\`, and a secret that it refers to
      has a name. The \`directory\` of a \`gitRepo\` stays inside the volume. The claim of an \`ephemeral\` volume is called
      after Pod and volume, so its template has labels and annotations but no name; \`ReadWriteOncePod\` stands alone, and
      the storage that it asks for is above zero. The API server rejects anything else.`,
    references: [
      'https://kubernetes.io/docs/concepts/storage/volumes/',
      'https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#generic-ephemeral-volumes',
    ],
    messages: MESSAGES,
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
    volumeMounts: [{name: scratch, mountPath: /scratch}]
  volumes:
  - name: scratch
    ephemeral:
      volumeClaimTemplate:
        metadata: {name: scratch, labels: {app: web}}
#                  ^^^^ invalid-volume-option
        spec:
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 1Gi}}
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
    volumeMounts: [{name: scratch, mountPath: /scratch}]
  volumes:
  - name: scratch
    ephemeral:
      volumeClaimTemplate:
        metadata: {labels: {app: web}}
        spec:
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 1Gi}}
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
    volumeMounts: [{name: pages, mountPath: /usr/share/nginx/html}]
  volumes:
  - name: pages
    fc:
      targetWWNs: ["500a0982991b8dc5"]
      lun: 2
`,
        },
      ],
    },
  },

  fields: [
    'partition',
    'lun',
    'targetWWNs',
    'iqn',
    'initiatorName',
    'gitRepo',
    'csi',
    'clusterTrustBundle',
    'ephemeral',
  ],
  *check(pod) {
    for (const volume of volumeEntries(pod.spec))
      for (const fault of faultsOf(pod, volume)) yield { ...fault, ...rejection(pod) };
  },
});

type Ids = keyof typeof MESSAGES;
type Faults = Iterable<Problem<Ids>>;
type Args = { readonly volume: string };

function* faultsOf(pod: Pod, volume: VolumeEntry): Faults {
  const args = { volume: volume.label };
  for (const source of volume.sources) yield* sourceFaults(pod, args, source);
  for (const { node, kind } of projectionsOf(volume).flatMap(({ sources }) => sources))
    if (kind === 'clusterTrustBundle' && node && settledText(node, 'name') && !isAbsent(node, 'labelSelector'))
      yield tooMuch(pod, 'selector', args, node, 'labelSelector');
  const template = claimTemplateOf(volume);
  const metadata = mapOf(template, 'metadata');
  for (const field of ['name', 'generateName', 'namespace'])
    if (metadata && settledText(metadata, field)) yield tooMuch(pod, 'metadata', args, metadata, field);
  yield* claimFaults(args, mapOf(template, 'spec'));
}

/** A field that the API server takes only where it is left out. */
function tooMuch(pod: Pod, id: Ids, args: Args, map: YamlMap, field: string): Problem<Ids> {
  return {
    span: keySpanOf(map, field, map.span),
    message: { id, args: { ...args, field } },
    fixes: () => removeField(pod, map, field, { id: 'remove' }),
  };
}

const ISCSI_NAME = /^(?:iqn\.\d{4}-\d{2}\.[A-Za-z0-9.-]+:[^,;*&$|\s]+|eui\.[A-Za-z0-9]{16}|naa\.[A-Za-z0-9]{32})$/;

/** Source: core/validation, validateVolumeSource and what it calls. */
function* sourceFaults(pod: Pod, args: Args, { kind, entry, node }: VolumeSource): Faults {
  if (!node) return;
  // With wwids instead of targetWWNs, nobody looks at the lun.
  const counts = kind !== 'fc' || (seqOf(node, 'targetWWNs')?.items.length ?? 0) > 0;
  for (const field of counts ? ['partition', 'lun'] : []) {
    const number = numberOf(node, field);
    if (number && (number.value < 0 || number.value > 255))
      yield { span: number.span, message: { id: 'range', args: { ...args, field, number: String(number.value) } } };
  }
  if (kind === 'fc' && counts && isAbsent(node, 'lun') && isWhole(pod))
    yield { span: entry.pair.keySpan, message: { id: 'lun', args } };
  const names = kind === 'iscsi' ? ['iqn', 'initiatorName'].flatMap((key) => settledText(node, key) ?? []) : [];
  for (const { value: name, span } of names.filter(({ value }) => !ISCSI_NAME.test(value)))
    yield { span, message: { id: 'iqn', args: { name } } };
  const directory = kind === 'gitRepo' ? settledText(node, 'directory') : undefined;
  if (directory && (directory.value.startsWith('/') || directory.value.split('/').includes('..')))
    yield { span: directory.span, message: { id: 'directory', args } };
  if (kind === 'csi') yield* driverFaults(pod, args, node);
}

function* driverFaults(pod: Pod, args: Args, node: YamlMap): Faults {
  const driver = settledText(node, 'driver');
  if (driver && (driver.value.length > 63 || !isSubdomain(driver.value.toLowerCase())))
    yield { span: driver.span, message: { id: 'driver', args: { name: driver.value } } };
  const secret = mapOf(node, 'nodePublishSecretRef');
  if (secret && isAbsent(secret, 'name') && isWhole(pod) && !isMisread(pod.manifest, secret.span))
    yield { span: keySpanOf(node, 'nodePublishSecretRef', secret.span), message: { id: 'secret', args } };
}

/** Source: core/validation, validateEphemeralVolumeSource and ValidatePersistentVolumeClaimSpec. */
function* claimFaults(args: Args, spec: YamlMap | undefined): Faults {
  const modes = seqOf(spec, 'accessModes')?.items.flatMap((item) => (item?.kind === 'scalar' ? [item] : [])) ?? [];
  const single = modes.find(({ value }) => value === 'ReadWriteOncePod');
  if (single && modes.some(({ value }) => value !== single.value))
    yield { span: single.span, message: { id: 'alone', args: {} } };
  const storage = nodeOf(mapOf(mapOf(spec, 'resources'), 'requests'), 'storage');
  if (storage?.kind === 'scalar' && /^[-+]?0+(?:\.0*)?[A-Za-z]*$/.test(storage.source))
    yield { span: storage.span, message: { id: 'storage', args } };
  const name = settledText(spec, 'storageClassName');
  if (name && !isSubdomain(name.value)) yield { span: name.span, message: { id: 'class', args: { name: name.value } } };
}
