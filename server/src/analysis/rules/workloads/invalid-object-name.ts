import { mapOf, numberOf, seqOf, stringOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import type { Located } from '../../../syntax/span.js';
import { isMissing, keySpanOf, settledText } from '../../conditions/given.js';
import { isMisread, standsElsewhere } from '../../conditions/misread.js';
import { isLabelName, isSubdomain, nearestLabel, nearestSubdomain } from '../../conditions/names.js';
import { isOwnKind } from '../../conditions/workload-object.js';
import { changeText } from '../../edits/change-text.js';
import { hasDirective } from '../../model/fragment.js';
import { hasGaps } from '../../model/gaps.js';
import type { Manifest } from '../../model/model.js';
import { readPodSpecs } from '../../model/read.js';
import { needsSelector } from '../../model/workloads.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidObjectName = defineRule({
  id: 'invalid-object-name',
  meta: {
    title: 'Object without a valid name',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Every object needs a name (\`metadata.name\`), or the beginning of one (\`generateName\`). Most names are
      subdomains of RFC 1123: \`a-z\`, \`0-9\`, \`-\` and \`.\`, at most 253 characters. Since the names of pods and
      other objects are made from them, that of a StatefulSet is a label without dots, at most 63 characters, that of a
      Job has 63 at most and one with indexes leaves room for them, and that of a CronJob has 52 at most. The name of a
      Service is a label as well, and before Kubernetes 1.36 one that begins with a letter: that is reported where
      \`podPatterns.kubernetesVersion\` names such a version.`,
    references: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
      'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/',
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-network/5311-relaxed-validation-for-service-names',
    ],
    messages: {
      missing: '{kind} needs a name',
      invalid: "'{name}' is no valid name of a {kind}, which consists of a-z, 0-9, '-' and '.'",
      label: "'{name}' is no valid name of a {kind}, which consists of a-z, 0-9 and inner hyphens",
      service: "'{name}' is no valid name of a Service, which begins with a letter before Kubernetes 1.36",
      namespace: "'{name}' is no valid name of a namespace, which consists of a-z, 0-9 and inner hyphens",
      long: "'{name}' is too long for the name of a {kind}, which has {most} characters at most",
      rename: "Rename to '{nearest}'",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Service
metadata:
  name: Web_1
#       ^^^^^ invalid-object-name
spec:
  selector:
    app: web
  ports:
  - port: 80
`,
          fixed: `
apiVersion: v1
kind: Service
metadata:
  name: web-1
spec:
  selector:
    app: web
  ports:
  - port: 80
`,
        },
        {
          kubernetesVersion: '1.35',
          yaml: `
apiVersion: v1
kind: Service
metadata:
  name: 1-web
#       ^^^^^ invalid-object-name
spec:
  selector:
    app: web
  ports:
  - port: 80
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
# <------- invalid-object-name
  labels:
    app: web
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
kind: Service
metadata:
  name: web-1
spec:
  selector:
    app: web
  ports:
  - port: 80
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  generateName: web-
spec:
  containers:
  - name: web
    image: nginx:1.27
`,
        },
      ],
    },
  },

  *checkObject(manifest) {
    if (!KINDS.has(manifest.kind.value) || !isOwnKind(manifest)) return;
    const metadata = mapOf(manifest.node, 'metadata');
    const namespace = settledText(metadata, 'namespace');
    if (namespace && !isLabelName(namespace.value)) yield namespaceFault(manifest, namespace);
    const name = settledText(metadata, 'name');
    if (name) {
      const fault = nameFault(manifest, name);
      if (fault) yield fault;
    } else if (!metadata || (isMissing(metadata, 'name') && isMissing(metadata, 'generateName'))) {
      if (!isComplete(manifest, metadata)) return;
      yield {
        span: keySpanOf(manifest.node, 'metadata', manifest.kind.span),
        message: { id: 'missing', args: { kind: manifest.kind.value } },
      };
    }
  },
});

type Ids = 'missing' | 'invalid' | 'label' | 'service' | 'namespace' | 'long' | 'rename';

function namespaceFault(manifest: Manifest, namespace: Located<string>): Problem<Ids> {
  const { value, span } = namespace;
  const fixes = () => changeText({ manifest }, namespace, nearestLabel(value), { id: 'rename' });
  return { span, message: { id: 'namespace', args: { name: value } }, fixes };
}

/** Kinds whose names are checked here: those of which others of this project's rules speak. */
const KINDS: ReadonlySet<string> = new Set([
  'Pod',
  'PodTemplate',
  'Deployment',
  'ReplicaSet',
  'DaemonSet',
  'StatefulSet',
  'ReplicationController',
  'Job',
  'CronJob',
  'Service',
  'ConfigMap',
  'Secret',
  'PersistentVolumeClaim',
]);

/**
 * A Job's name becomes the value of a label of its Pods, and a CronJob's Jobs are called after it and the minute, in 11
 * characters more.
 */
const MOST: Readonly<Record<string, number>> = { Job: 63, CronJob: 52, StatefulSet: 63, Service: 63 };
const LONGEST = 253;
const LONGEST_HOST_NAME = 63;

/** Since this version the name of a Service may begin with a digit (KEP-5311). */
const WITH_DIGITS = '1.36';

function nameFault(manifest: Manifest, name: Located<string>): Problem<Ids> | undefined {
  const { value, span } = name;
  const kind = manifest.kind.value;
  const most = Math.min(MOST[kind] ?? LONGEST, roomBesideIndex(manifest) ?? LONGEST);
  const args = { kind, name: value, most: String(most) };
  if (value.length > most) return { span, message: { id: 'long', args } };
  const isLabel = kind === 'Service' || kind === 'StatefulSet';
  const beginsWrong = (text = '') => kind === 'Service' && /^\d/.test(text);
  if (!(isLabel ? isLabelName : isSubdomain)(value)) {
    const nearest = (isLabel ? nearestLabel : nearestSubdomain)(value);
    const fixes = () => (beginsWrong(nearest) ? [] : changeText({ manifest }, name, nearest, { id: 'rename' }));
    return { span, message: { id: isLabel ? 'label' : 'invalid', args }, fixes };
  }
  return beginsWrong(value)
    ? { span, kubernetes: { before: WITH_DIGITS }, message: { id: 'service', args } }
    : undefined;
}

/** The pods of an indexed Job are called after it and their index. Source: batch/validation, ValidateJob. */
function roomBesideIndex({ kind, node }: Manifest): number | undefined {
  const spec = kind.value === 'Job' ? mapOf(node, 'spec') : undefined;
  const completions = numberOf(spec, 'completions')?.value;
  if (stringOf(spec, 'completionMode')?.value !== 'Indexed' || completions === undefined || completions < 1)
    return undefined;
  return LONGEST_HOST_NAME - 1 - String(completions - 1).length;
}

/**
 * Whether nothing but the name is missing: a patch would not give everything else. A pod spec without a name counts as
 * a part of one, so its other marks are looked at.
 */
function isComplete(manifest: Manifest, metadata: YamlMap | undefined): boolean {
  const { node, document, kind } = manifest;
  const spec = mapOf(node, 'spec');
  if (document.problems.length > 0 || document.templated || hasGaps(node)) return false;
  if ([node, metadata, spec].some(hasDirective)) return false;
  if (metadata ? isMisread(manifest, metadata.span) : standsElsewhere(manifest, node, 'metadata')) return false;
  if (needsSelector(kind.value) && !mapOf(spec, 'selector')) return false;
  if (kind.value === 'Service') return mapOf(spec, 'selector') !== undefined && seqOf(spec, 'ports') !== undefined;
  const specs = readPodSpecs(document).filter((each) => each.manifest === manifest);
  return specs.some(({ containers }) => containers.length > 0 && containers.every(({ name, image }) => name && image));
}
