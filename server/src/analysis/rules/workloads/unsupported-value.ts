import type { YamlMap } from '../../../syntax/nodes.js';
import { nearestWord } from '../../conditions/nearest-name.js';
import { isPlaceholder } from '../../conditions/placeholder.js';
import { rejection } from '../../conditions/rejection.js';
import { serviceObject } from '../../conditions/service.js';
import { unknownWords, type Vocabulary } from '../../conditions/vocabulary.js';
import { isOwnKind } from '../../conditions/workload-object.js';
import { changeWord } from '../../edits/change-text.js';
import type { Manifest } from '../../model/model.js';
import { defineRule, type Problem } from '../rule.js';

export const unsupportedValue = defineRule({
  id: 'unsupported-value',
  meta: {
    title: 'Value that a field does not know',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Some fields take one of a few words, in just their spelling: \`imagePullPolicy\` of a container, \`protocol\` of
      its ports, \`scheme\` of its probes, \`dnsPolicy\`, \`preemptionPolicy\` and \`os.name\` of a Pod, \`type\` of a
      Service, the strategies of workloads. The API server rejects any other word, also one that differs in upper and
      lower case alone.`,
    references: [
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/',
      'https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/',
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/',
    ],
    messages: {
      unknown: "'{value}' is no value of {field}; there are {values}",
      similar: "'{value}' is no value of {field}; {nearest} is one",
      change: 'Change to {nearest}',
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
  dnsPolicy: clusterFirst
#            ^^^^^^^^^^^^ unsupported-value
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
  dnsPolicy: ClusterFirst
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
  preemptionPolicy: Sometimes
#                   ^^^^^^^^^ unsupported-value
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: nodePort
#       ^^^^^^^^ unsupported-value
  selector:
    app: web
  ports:
  - port: 80
    protocol: tcp
#             ^^^ unsupported-value
`,
          fixed: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  selector:
    app: web
  ports:
  - port: 80
    protocol: TCP
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
  dnsPolicy: ClusterFirst
`,
        },
      ],
    },
  },

  *check(pod) {
    for (const problem of faultsIn(pod.manifest, pod.spec.node, POD)) yield { ...problem, ...rejection(pod) };
    for (const container of pod.spec.containers) {
      for (const problem of faultsIn(pod.manifest, container.node, CONTAINER))
        yield { ...problem, ...rejection(pod), container };
    }
  },

  *checkObject(manifest) {
    if (serviceObject(manifest)) yield* faultsIn(manifest, manifest.node, SERVICE);
    const vocabulary = WORKLOADS[manifest.kind.value];
    if (vocabulary && isOwnKind(manifest)) yield* faultsIn(manifest, manifest.node, vocabulary);
  },
});

type Ids = 'unknown' | 'similar' | 'change';

const PROFILES = ['RuntimeDefault', 'Localhost', 'Unconfined'];
const ACCESS_MODES = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

/** Source: core/validation of 1.34. */
const POD: Vocabulary = {
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

const CONTAINER: Vocabulary = {
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

const SERVICE: Vocabulary = {
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
const WORKLOADS: Readonly<Record<string, Vocabulary>> = {
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

function* faultsIn(manifest: Manifest, map: YamlMap, vocabulary: Vocabulary): Iterable<Problem<Ids>> {
  for (const { path, words, value, span } of unknownWords(map, vocabulary)) {
    if (isPlaceholder(value)) continue;
    const nearest = nearestWord(value, words);
    const field = path.replace(/^spec\.|\.?\[\]/g, '');
    yield {
      span,
      message: {
        id: nearest === undefined ? 'unknown' : 'similar',
        args: { value, field, values: words.join(', '), nearest: nearest ?? '' },
      },
      fixes: () => changeWord({ manifest }, { value, span }, nearest, 'change'),
    };
  }
}
