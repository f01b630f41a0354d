import type { YamlMap } from '../../../syntax/nodes.js';
import {
  CONTAINER_WORDS,
  FIELDS_WITH_WORDS,
  POD_WORDS,
  SERVICE_WORDS,
  WORKLOAD_WORDS,
} from '../../conditions/field-words.js';
import { nearestWord } from '../../conditions/nearest-name.js';
import { rejection } from '../../conditions/rejection.js';
import { serviceObject } from '../../conditions/service.js';
import { unknownWords, type Vocabulary } from '../../conditions/vocabulary.js';
import { isOwnKind } from '../../conditions/workload-object.js';
import { changeWord } from '../../edits/change-text.js';
import type { Manifest } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
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

  fields: FIELDS_WITH_WORDS,
  *check(pod) {
    for (const problem of faultsIn(pod.manifest, pod.spec.node, POD_WORDS)) yield { ...problem, ...rejection(pod) };
    for (const container of pod.spec.containers) {
      for (const problem of faultsIn(pod.manifest, container.node, CONTAINER_WORDS))
        yield { ...problem, ...rejection(pod), container };
    }
  },

  *checkObject(manifest) {
    if (serviceObject(manifest)) yield* faultsIn(manifest, manifest.node, SERVICE_WORDS);
    const vocabulary = WORKLOAD_WORDS[manifest.kind.value];
    if (vocabulary && isOwnKind(manifest)) yield* faultsIn(manifest, manifest.node, vocabulary);
  },
});

type Ids = 'unknown' | 'similar' | 'change';

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
