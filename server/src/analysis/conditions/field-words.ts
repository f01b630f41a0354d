import type { Vocabulary } from './vocabulary.js';

const PROFILES = ['RuntimeDefault', 'Localhost', 'Unconfined'];
const ACCESS_MODES = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

/** Of a pod spec. Source: core/validation of 1.34. */
export const POD_WORDS: Vocabulary = {
  dnsPolicy: ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
  preemptionPolicy: ['PreemptLowerPriority', 'Never'],
  'os.name': ['linux', 'windows'],
  'securityContext.fsGroupChangePolicy': ['OnRootMismatch', 'Always'],
  'securityContext.supplementalGroupsPolicy': ['Merge', 'Strict'],
  'securityContext.seccompProfile.type': PROFILES,
  'tolerations.[].operator': ['Exists', 'Equal', 'Lt', 'Gt'],
  'tolerations.[].effect': ['NoSchedule', 'PreferNoSchedule', 'NoExecute'],
  'topologySpreadConstraints.[].whenUnsatisfiable': ['DoNotSchedule', 'ScheduleAnyway'],
  'topologySpreadConstraints.[].nodeAffinityPolicy': ['Honor', 'Ignore'],
  'topologySpreadConstraints.[].nodeTaintsPolicy': ['Honor', 'Ignore'],
  'securityContext.appArmorProfile.type': PROFILES,
  'securityContext.seLinuxChangePolicy': ['Recursive', 'MountOption'],
  'volumes.[].image.pullPolicy': ['Always', 'IfNotPresent', 'Never'],
  'volumes.[].azureDisk.kind': ['Shared', 'Dedicated', 'Managed'],
  'volumes.[].azureDisk.cachingMode': ['None', 'ReadOnly', 'ReadWrite'],
  'volumes.[].ephemeral.volumeClaimTemplate.spec.accessModes.[]': ACCESS_MODES,
  'volumes.[].ephemeral.volumeClaimTemplate.spec.volumeMode': ['Filesystem', 'Block'],
};

const SCHEMES = ['HTTP', 'HTTPS'];

/** Of a container. */
export const CONTAINER_WORDS: Vocabulary = {
  imagePullPolicy: ['Always', 'IfNotPresent', 'Never'],
  terminationMessagePolicy: ['File', 'FallbackToLogsOnError'],
  'ports.[].protocol': ['TCP', 'UDP', 'SCTP'],
  'livenessProbe.httpGet.scheme': SCHEMES,
  'readinessProbe.httpGet.scheme': SCHEMES,
  'startupProbe.httpGet.scheme': SCHEMES,
  'lifecycle.postStart.httpGet.scheme': SCHEMES,
  'lifecycle.preStop.httpGet.scheme': SCHEMES,
  'securityContext.procMount': ['Default', 'Unmasked'],
  'securityContext.seccompProfile.type': PROFILES,
  'securityContext.appArmorProfile.type': PROFILES,
};

/** Of a Service. */
export const SERVICE_WORDS: Vocabulary = {
  'spec.type': ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'],
  'spec.ports.[].protocol': ['TCP', 'UDP', 'SCTP'],
  'spec.sessionAffinity': ['ClientIP', 'None'],
  'spec.externalTrafficPolicy': ['Cluster', 'Local'],
  'spec.internalTrafficPolicy': ['Cluster', 'Local'],
  'spec.ipFamilyPolicy': ['SingleStack', 'PreferDualStack', 'RequireDualStack'],
  'spec.ipFamilies.[]': ['IPv4', 'IPv6'],
  'spec.trafficDistribution': ['PreferClose', 'PreferSameZone', 'PreferSameNode'],
};

const COMPLETION_MODES = ['NonIndexed', 'Indexed'];
const REPLACEMENTS = ['TerminatingOrFailed', 'Failed'];

/** Of whole objects, by `kind` of the API server's own groups. Source: apps/validation and batch/validation. */
export const WORKLOAD_WORDS: Readonly<Record<string, Vocabulary>> = {
  Deployment: { 'spec.strategy.type': ['Recreate', 'RollingUpdate'] },
  DaemonSet: { 'spec.updateStrategy.type': ['RollingUpdate', 'OnDelete'] },
  StatefulSet: {
    'spec.updateStrategy.type': ['RollingUpdate', 'OnDelete'],
    'spec.podManagementPolicy': ['OrderedReady', 'Parallel'],
    'spec.persistentVolumeClaimRetentionPolicy.whenDeleted': ['Retain', 'Delete'],
    'spec.persistentVolumeClaimRetentionPolicy.whenScaled': ['Retain', 'Delete'],
  },
  Job: {
    'spec.completionMode': COMPLETION_MODES,
    'spec.podReplacementPolicy': REPLACEMENTS,
  },
  CronJob: {
    'spec.concurrencyPolicy': ['Allow', 'Forbid', 'Replace'],
    'spec.jobTemplate.spec.completionMode': COMPLETION_MODES,
    'spec.jobTemplate.spec.podReplacementPolicy': REPLACEMENTS,
  },
};

/** Steps that most objects have anyway. */
const USUAL: ReadonlySet<string> = new Set(['[]', 'kind', 'name']);

/** A field of every path above: a document without any of them has no such word. */
export const FIELDS_WITH_WORDS: readonly string[] = [
  POD_WORDS,
  CONTAINER_WORDS,
  SERVICE_WORDS,
  ...Object.values(WORKLOAD_WORDS),
]
  .flatMap((vocabulary) => Object.keys(vocabulary))
  .map((path) => path.split('.').findLast((step) => !USUAL.has(step)) ?? path);
