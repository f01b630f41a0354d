import { type EnvReference, envEntries } from '../../conditions/environment.js';
import { isMissing, settledText } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { isQualifiedName } from '../../conditions/names.js';
import { nearestName } from '../../conditions/nearest-name.js';
import { rejection } from '../../conditions/rejection.js';
import { isWhole, lastingContainers } from '../../conditions/workload.js';
import { changeText } from '../../edits/change-text.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

/** What an environment variable may tell of its Pod. Source: core/validation, validEnvDownwardAPIFieldPathExpressions. */
const FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
const ENTRY = /^metadata\.(labels|annotations)\['([^']*)'\]$/;

export const invalidFieldReference = defineRule({
  id: 'invalid-field-reference',
  meta: {
    title: 'Field of the Pod that a variable cannot tell',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Through \`fieldRef\` an environment variable can tell \`metadata.name\`, \`metadata.namespace\` and
      \`metadata.uid\`, one label or annotation (\`metadata.labels['app']\`), \`spec.nodeName\`,
      \`spec.serviceAccountName\`, and the addresses \`status.podIP\`, \`status.podIPs\`, \`status.hostIP\` and
      \`status.hostIPs\`. The API server rejects all other fields.

      All labels or annotations at once come as a file, through a \`downwardAPI\` volume.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#available-fields',
      'https://kubernetes.io/docs/tasks/inject-data-application/environment-variable-expose-pod-information/',
    ],
    messages: {
      missing: "'{variable}' in '{container}' has a fieldRef without a fieldPath",
      unknown: "'{variable}' in '{container}' cannot tell '{path}', which is no field that a variable can have",
      whole: "'{variable}' in '{container}' cannot tell all {entries} at once, only one by its key",
      key: "'{variable}' in '{container}' asks for '{key}', which is no valid key of {entries}",
      version: "'{variable}' in '{container}' refers to the version '{version}', and only v1 has fields of Pods",
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
    env:
    - name: NODE
      valueFrom:
        fieldRef:
          fieldPath: status.nodeName
#                    ^^^^^^^^^^^^^^^ invalid-field-reference
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
    env:
    - name: NODE
      valueFrom:
        fieldRef:
          fieldPath: spec.nodeName
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
    env:
    - name: APP
      valueFrom:
        fieldRef:
          fieldPath: metadata.labels['app']
`,
        },
      ],
    },
  },

  fields: ['fieldRef'],
  *check(pod) {
    for (const container of lastingContainers(pod.spec))
      for (const { label, sources } of envEntries(container))
        for (const source of sources) if (source.kind === 'fieldRef') yield* faultsOf(pod, container, label, source);
  },
});

/** What `spec.nodeName` was called before v1; it is still taken. Source: core/v1, AddFieldLabelConversionsForPod. */
const OLD_NODE_NAME = 'spec.host';

type Ids = 'missing' | 'unknown' | 'whole' | 'key' | 'version' | 'change';

function* faultsOf(
  pod: Pod,
  container: ContainerView,
  variable: string,
  { entry, node }: EnvReference,
): Iterable<Problem<Ids>> {
  if (!node) return;
  const shared = { ...rejection(pod), container };
  const args = { container: container.label, variable };
  const path = settledText(node, 'fieldPath');
  const version = settledText(node, 'apiVersion');
  if (version && version.value !== 'v1') {
    const message = { id: 'version' as const, args: { ...args, version: version.value } };
    yield {
      ...shared,
      span: version.span,
      message,
      fixes: () => changeText(pod, version, 'v1', { id: 'change', evenIfShared: true }),
    };
  }
  if (path) {
    const fault = faultOf(path.value);
    if (!fault) return;
    const message = { id: fault.id, args: { ...args, ...fault.args } };
    const fixes = () => changeText(pod, path, meantBy(path.value), { id: 'change', evenIfShared: true });
    yield { ...shared, span: path.span, message, fixes };
  } else if (isWhole(pod) && isMissing(node, 'fieldPath') && !isMisread(pod.manifest, node.span)) {
    yield { ...shared, span: entry.pair.keySpan, message: { id: 'missing', args } };
  }
}

function faultOf(path: string): { readonly id: Ids; readonly args: Record<string, string> } | undefined {
  if (FIELDS.includes(path) || path === OLD_NODE_NAME) return undefined;
  const [, entries, key] = ENTRY.exec(path) ?? [];
  if (entries !== undefined && key !== undefined)
    return isKey(entries, key) ? undefined : { id: 'key', args: { entries, key } };
  const [, whole] = /^metadata\.(labels|annotations)$/.exec(path) ?? [];
  return whole === undefined ? { id: 'unknown', args: { path } } : { id: 'whole', args: { entries: whole } };
}

/** Keys of annotations are looked up in lower case when they are checked. */
function isKey(entries: string, key: string): boolean {
  return isQualifiedName(entries === 'annotations' ? key.toLowerCase() : key);
}

/** A field of the same name elsewhere, one label in another notation, or a name that is nearly the same. */
function meantBy(path: string): string | undefined {
  const [, entries, key] = /^metadata\.(label|annotation)s?(?:\.|\["?)([^"'\]]+)(?:"?\])?$/.exec(path) ?? [];
  if (entries !== undefined && key !== undefined)
    return isKey(`${entries}s`, key) ? `metadata.${entries}s['${key}']` : undefined;
  const parts = path.split('.');
  const last = parts.at(-1) ?? '';
  const moved = FIELDS.find((field) => field.split('.').at(-1)?.toLowerCase() === last.toLowerCase());
  if (moved !== undefined || parts.length !== 2) return moved;
  const parent = `${parts[0]}.`;
  const beside = FIELDS.flatMap((field) => (field.startsWith(parent) ? field.slice(parent.length) : []));
  const nearest = nearestName(last, beside);
  return nearest === undefined ? undefined : parent + nearest;
}
