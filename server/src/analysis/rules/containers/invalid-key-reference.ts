import { stringOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import type { Located } from '../../../syntax/span.js';
import { bulkEntries, type EnvReference, envEntries } from '../../conditions/environment.js';
import { isMissing, keySpanOf, settledText } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { isSubdomain, nearestSubdomain } from '../../conditions/names.js';
import { rejection } from '../../conditions/rejection.js';
import { isWhole, lastingContainers } from '../../conditions/workload.js';
import { changeText } from '../../edits/change-text.js';
import type { ContainerView } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

/** Keys of ConfigMaps and Secrets. Source: apimachinery, IsConfigMapKey. */
const KEY = /^(?!\.$|\.\.)[-._a-zA-Z0-9]{1,253}$/;

const OBJECT_FIELDS = ['name'];
const KEYED_FIELDS = ['name', 'key'];

const KINDS: Readonly<Record<string, string>> = {
  configMapKeyRef: 'ConfigMap',
  configMapRef: 'ConfigMap',
  secretKeyRef: 'Secret',
  secretRef: 'Secret',
};

export const invalidKeyReference = defineRule({
  id: 'invalid-key-reference',
  meta: {
    title: 'Variable from an object or a file that cannot exist',
    severity: 'error',
    since: '0.1.0',
    docs: `
      \`configMapKeyRef\` and \`secretKeyRef\` need the \`name\` of the object and a \`key\` in it, \`configMapRef\` and
      \`secretRef\` of \`envFrom\` the \`name\`. Names have at most 253 of \`a-z\`, \`0-9\`, \`-\` and \`.\`; keys have
      letters, digits, \`-\`, \`_\` and \`.\`. \`fileKeyRef\` needs a \`key\`, the \`path\` of a file and the
      \`volumeName\` of an \`emptyDir\`. The API server rejects anything else.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
      'https://kubernetes.io/docs/concepts/configuration/secret/',
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/3721-support-for-env-files',
    ],
    messages: {
      missing: "A {reference} in '{container}' has no {field}",
      name: "'{name}' in '{container}' is no valid name of a {kind}, which has a-z, 0-9, '-' and '.'",
      key: "'{key}' in '{container}' is no valid key of a {kind}, which has letters, digits, '-', '_' and '.'",
      volume: "'{container}' takes a variable from a file on '{volume}', which this Pod does not have",
      source: "'{container}' takes a variable from a file on '{volume}', which is no emptyDir",
      path: "'{container}' takes a variable from the file '{path}', which is no path inside its volume",
      rename: "Change to '{nearest}'",
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
    - name: PASSWORD
      valueFrom:
        secretKeyRef:
          name: Web_Login
#               ^^^^^^^^^ invalid-key-reference
          key: password
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
    - name: PASSWORD
      valueFrom:
        secretKeyRef:
          name: web-login
          key: password
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
    env:
    - name: LOG_LEVEL
      valueFrom:
        configMapKeyRef:
#       ^^^^^^^^^^^^^^^ invalid-key-reference
          name: web
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
    - name: PASSWORD
      valueFrom:
        secretKeyRef:
          name: web-login
          key: password
`,
        },
      ],
    },
  },

  fields: [...Object.keys(KINDS), 'fileKeyRef'],
  *check(pod) {
    for (const container of lastingContainers(pod.spec)) {
      const references = [...envEntries(container), ...bulkEntries(container)].flatMap(({ sources }) => sources);
      for (const reference of references) {
        if (KINDS[reference.kind] !== undefined) yield* objectFaults(pod, container, reference);
        else if (reference.kind === 'fileKeyRef') yield* fileFaults(pod, container, reference);
      }
    }
  },
});

type Ids = 'missing' | 'name' | 'key' | 'volume' | 'source' | 'path' | 'rename';

function* objectFaults(pod: Pod, container: ContainerView, reference: EnvReference): Iterable<Problem<Ids>> {
  const kind = KINDS[reference.kind] ?? '';
  const isKeyed = reference.kind.endsWith('KeyRef');
  yield* missingFields(pod, container, reference, isKeyed ? KEYED_FIELDS : OBJECT_FIELDS);
  const name = wrongText(reference.node, 'name', isSubdomain);
  const key = isKeyed ? wrongText(reference.node, 'key', isKey) : undefined;
  if (name) {
    const message = { id: 'name' as const, args: { container: container.label, kind, name: name.value } };
    const fixes = () => changeText(pod, name, nearestSubdomain(name.value), { id: 'rename', evenIfShared: true });
    yield { ...rejection(pod), span: name.span, container, message, fixes };
  }
  if (key) {
    const message = { id: 'key' as const, args: { container: container.label, kind, key: key.value } };
    yield { ...rejection(pod), span: key.span, container, message };
  }
}

function isKey(text: string): boolean {
  return KEY.test(text);
}

/** The text under a key that is settled and not right. Most are right, so that is asked first. */
function wrongText(
  map: YamlMap | undefined,
  key: string,
  isRight: (text: string) => boolean,
): Located<string> | undefined {
  const text = stringOf(map, key);
  return !text?.value || isRight(text.value) || isPlaceholder(text.value) ? undefined : text;
}

/** Where several fields are missing, the first one says enough. */
function* missingFields(
  pod: Pod,
  container: ContainerView,
  { kind, entry, node }: EnvReference,
  fields: readonly string[],
): Iterable<Problem<Ids>> {
  if (!node || !isWhole(pod)) return;
  const field = fields.find((each) => isMissing(node, each));
  if (field === undefined || isMisread(pod.manifest, node.span)) return;
  const args = { container: container.label, reference: kind, field };
  const span = keySpanOf(node, field, entry.pair.keySpan);
  yield { ...rejection(pod), span, container, message: { id: 'missing', args } };
}

/** Source: core/validation, validateFileKeyRefVolumes (KEP-3721). */
function* fileFaults(pod: Pod, container: ContainerView, reference: EnvReference): Iterable<Problem<Ids>> {
  yield* missingFields(pod, container, reference, ['volumeName', 'path', 'key']);
  const path = settledText(reference.node, 'path');
  if (path && leavesVolume(path.value)) {
    const message = { id: 'path' as const, args: { container: container.label, path: path.value } };
    yield { ...rejection(pod), span: path.span, container, message };
  }
  const name = settledText(reference.node, 'volumeName');
  if (!name || !isWhole(pod)) return;
  const volume = pod.spec.volumes.find((each) => each.name.value === name.value);
  if (volume?.source === 'emptyDir') return;
  const args = { container: container.label, volume: name.value };
  yield { ...rejection(pod), span: name.span, container, message: { id: volume ? 'source' : 'volume', args } };
}

/** Source: core/validation, validateLocalNonReservedPath. */
function leavesVolume(path: string): boolean {
  return path.startsWith('/') || path.startsWith('..') || path.split('/').includes('..');
}
