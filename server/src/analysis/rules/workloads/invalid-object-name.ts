import { mapOf, numberOf, seqOf, stringOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import type { Located } from '../../../syntax/span.js';
import { isMissing, settledText } from '../../conditions/given.js';
import { isMisread, standsElsewhere } from '../../conditions/misread.js';
import { isLabelName, isServiceName, isSubdomain, nearestLabel, nearestSubdomain } from '../../conditions/names.js';
import { isOwnKind } from '../../conditions/workload-object.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
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
      CronJob has 52 at most, and that of a Job with indexed completions leaves room for the index. The name of a
      Service is a label that begins with a letter, since it becomes the name of variables.`,
    references: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
      'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#jobs-history-limits',
    ],
    messages: {
      missing: '{kind} needs a name',
      invalid: "'{name}' is no valid name of a {kind}, which consists of a-z, 0-9, '-' and '.'",
      label: "'{name}' is no valid name of a {kind}, which consists of a-z, 0-9 and inner hyphens",
      service:
        "'{name}' is no valid name of a Service, which consists of a-z, 0-9 and inner hyphens and begins with a letter",
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
#     ^^^ invalid-object-name
metadata:
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
      const fault = nameFault({ manifest, metadata }, name);
      if (fault) yield fault;
    } else if (!metadata || (isMissing(metadata, 'name') && isMissing(metadata, 'generateName'))) {
      if (!isComplete({ manifest, metadata })) return;
      yield { span: manifest.kind.span, message: { id: 'missing', args: { kind: manifest.kind.value } } };
    }
  },
});

type Ids = 'missing' | 'invalid' | 'label' | 'service' | 'namespace' | 'long' | 'rename';

function namespaceFault(manifest: Manifest, { value, span }: Located<string>): Problem<Ids> {
  const nearest = nearestLabel(value);
  const message = { id: 'rename' as const, args: { nearest: nearest ?? '' } };
  return {
    span,
    message: { id: 'namespace', args: { name: value } },
    fixes: () =>
      nearest === undefined ? [] : makeFix({ manifest }, { message }, [replaceAt(manifest.document, span, nearest)]),
  };
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

/** A CronJob's Jobs are called after it and the minute, in 11 characters more. */
const MOST: Readonly<Record<string, number>> = { CronJob: 52, StatefulSet: 63, Service: 63 };
const LONGEST = 253;
const LONGEST_HOST_NAME = 63;

function nameFault({ manifest }: Named, { value, span }: Located<string>): Problem<Ids> | undefined {
  const kind = manifest.kind.value;
  const most = Math.min(MOST[kind] ?? LONGEST, roomBesideIndex(manifest) ?? LONGEST);
  const args = { kind, name: value, most: String(most) };
  if (value.length > most) return { span, message: { id: 'long', args } };
  const [isValid, nearest, id] = grammarOf(kind);
  if (isValid(value)) return undefined;
  const near = nearest(value);
  const fixes = () => {
    if (near === undefined || near.length > most || !isValid(near)) return [];
    const message = { id: 'rename' as const, args: { nearest: near } };
    return makeFix({ manifest }, { message }, [replaceAt(manifest.document, span, near)]);
  };
  return { span, message: { id, args }, fixes };
}

type Grammar = readonly [(text: string) => boolean, (text: string) => string | undefined, Ids];

function grammarOf(kind: string): Grammar {
  if (kind === 'Service') return [isServiceName, nearestLabel, 'service'];
  return kind === 'StatefulSet' ? [isLabelName, nearestLabel, 'label'] : [isSubdomain, nearestSubdomain, 'invalid'];
}

/** The pods of an indexed Job are called after it and their index. Source: batch/validation, ValidateJob. */
function roomBesideIndex({ kind, node }: Manifest): number | undefined {
  const spec = kind.value === 'Job' ? mapOf(node, 'spec') : undefined;
  const completions = numberOf(spec, 'completions')?.value;
  if (stringOf(spec, 'completionMode')?.value !== 'Indexed' || completions === undefined || completions < 1)
    return undefined;
  return LONGEST_HOST_NAME - 1 - String(completions - 1).length;
}

interface Named {
  readonly manifest: Manifest;
  readonly metadata: YamlMap | undefined;
}

/**
 * Whether nothing but the name is missing: a patch would not give everything else. A pod spec without a name counts as
 * a part of one, so its other marks are looked at.
 */
function isComplete({ manifest, metadata }: Named): boolean {
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
