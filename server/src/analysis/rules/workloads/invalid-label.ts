import { asScalar, mapOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { podSelectorsOf } from '../../conditions/affinity-terms.js';
import { isLabelValue, isQualifiedName } from '../../conditions/names.js';
import { rejection } from '../../conditions/rejection.js';
import { changeText } from '../../edits/change-text.js';
import type { Manifest } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { rootType } from '../../schema/types.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidLabel = defineRule({
  id: 'invalid-label',
  meta: {
    title: 'Label or annotation that cannot be set',
    severity: 'error',
    since: '0.1.0',
    docs: `
      The key of a label or annotation is a name of at most 63 letters, digits, \`-\`, \`_\` and \`.\`, beginning and
      ending with a letter or digit, and before it, if anything, a domain and \`/\`. The value of a label follows the
      same pattern or is empty; that of an annotation is any text. The API server rejects anything else, in selectors as
      well.`,
    references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set'],
    messages: {
      labelKey: "'{key}' is no valid key of a label",
      annotationKey: "'{key}' is no valid key of an annotation",
      value:
        "'{value}' is no valid value of a label, which has letters, digits, '-', '_' and '.' only and begins and ends with a letter or digit",
      long: "'{value}' is too long for the value of a label, which has 63 characters at most",
      change: "Change to '{nearest}'",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    team: the web team
#         ^^^^^^^^^^^^ invalid-label
spec:
  containers:
  - name: web
    image: nginx:1.27
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    team: the-web-team
spec:
  containers:
  - name: web
    image: nginx:1.27
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    -tier: front
#   ^^^^^ invalid-label
spec:
  containers:
  - name: web
    image: nginx:1.27
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
  labels:
    app.kubernetes.io/name: web
    team: ""
  annotations:
    example.com/owner: the web team
spec:
  containers:
  - name: web
    image: nginx:1.27
`,
        },
      ],
    },
  },

  *check(pod) {
    if (!rootType(pod.manifest.apiVersion.value, pod.manifest.kind.value)) return;
    for (const labels of podLabelMaps(pod)) {
      for (const fault of [...keyFaults(labels, 'labelKey'), ...valueFaults(pod.manifest, labels)])
        yield { ...fault, ...rejection(pod) };
    }
  },

  *checkObject(manifest) {
    if (!rootType(manifest.apiVersion.value, manifest.kind.value)) return;
    const owners = templatesOf(manifest.node).map((owner) => mapOf(owner, 'metadata'));
    for (const metadata of owners) yield* keyFaults(mapOf(metadata, 'annotations'), 'annotationKey');
    for (const labels of [...owners.map((metadata) => mapOf(metadata, 'labels')), selectorOf(manifest)]) {
      if (!labels) continue;
      yield* keyFaults(labels, 'labelKey');
      yield* valueFaults(manifest, labels);
    }
  },
});

type Ids = 'labelKey' | 'annotationKey' | 'value' | 'long' | 'change';

const LONGEST_VALUE = 63;

/** The labels that an object's selector asks for. */
function selectorOf({ node, kind }: Manifest): YamlMap | undefined {
  const selector = mapOf(mapOf(node, 'spec'), 'selector');
  const plain = kind.value === 'Service' || kind.value === 'ReplicationController';
  return plain ? selector : mapOf(selector, 'matchLabels');
}

/** What a pod asks of nodes' labels, and of other pods'. */
function* podLabelMaps({ spec: { node } }: Pod): Iterable<YamlMap | undefined> {
  yield mapOf(node, 'nodeSelector');
  for (const selector of podSelectorsOf(node)) yield mapOf(selector, 'matchLabels');
}

/** The object itself, a CronJob's template of Jobs, and the template of pods. */
function templatesOf(node: YamlMap): readonly YamlMap[] {
  const spec = mapOf(node, 'spec');
  const jobs = mapOf(spec, 'jobTemplate');
  const pods = mapOf(mapOf(jobs, 'spec') ?? spec, 'template') ?? mapOf(node, 'template');
  return [node, jobs, pods].filter((each) => each !== undefined);
}

function* keyFaults(map: YamlMap | undefined, id: 'labelKey' | 'annotationKey'): Iterable<Problem<Ids>> {
  for (const { key, keySpan } of map?.pairs ?? []) {
    if (key === undefined || key === '<<') continue;
    // Keys of annotations may have upper case letters in their domain.
    const name = id === 'annotationKey' ? key.toLowerCase() : key;
    if (!isQualifiedName(name) && !isPlaceholder(key)) yield { span: keySpan, message: { id, args: { key } } };
  }
}

function* valueFaults(manifest: Manifest, map: YamlMap | undefined): Iterable<Problem<Ids>> {
  for (const { value: content } of map?.pairs ?? []) {
    const scalar = asScalar(content);
    if (typeof scalar?.value !== 'string' || scalar.templated) continue;
    const { value, span } = scalar;
    if (isLabelValue(value) || isPlaceholder(value)) continue;
    yield {
      span,
      message: { id: value.length > LONGEST_VALUE ? 'long' : 'value', args: { value } },
      fixes: () => changeText({ manifest }, scalar, nearestValue(value), { id: 'change', evenIfShared: true }),
    };
  }
}

function nearestValue(value: string): string | undefined {
  const nearest = value.replace(/[^-\w.]+/g, '-').replace(/^[-_.]+|[-_.]+$/g, '');
  return nearest !== '' && isLabelValue(nearest) ? nearest : undefined;
}
