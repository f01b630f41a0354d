import { mapsOf } from '../../../syntax/access.js';
import { removeItem } from '../../../syntax/edit.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import type { Located } from '../../../syntax/span.js';
import { isMissing, itemAnchor, repeated, settledText } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { nearestWord } from '../../conditions/nearest-name.js';
import { rejection } from '../../conditions/rejection.js';
import { isWhole, lastingContainers } from '../../conditions/workload.js';
import { changeWord } from '../../edits/change-text.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

const RESOURCES = ['cpu', 'memory'];
const POLICIES = ['NotRequired', 'RestartContainer'];

export const invalidResizePolicy = defineRule({
  id: 'invalid-resize-policy',
  meta: {
    title: 'Resize policy that a container cannot have',
    severity: 'error',
    since: '0.1.0',
    docs: `
      \`resizePolicy\` says whether a container has to be restarted when its resources are changed in place: one entry
      for \`cpu\` and one for \`memory\`, each with \`NotRequired\` or \`RestartContainer\`. The API server rejects
      other words and a second entry for one resource. A Pod that is never restarted (\`restartPolicy: Never\`) cannot
      have \`RestartContainer\`.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/#container-resize-policies',
    ],
    messages: {
      unknown: "'{container}' has the {field} '{value}' in a resizePolicy; there are {values}",
      missing: "A resizePolicy of '{container}' needs {field}",
      twice: "'{container}' has two resize policies for {resource}",
      never: "'{container}' is to be restarted when it is resized, and its Pod is never restarted",
      change: 'Change to {nearest}',
      remove: 'Remove the second one',
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
    resizePolicy:
    - resourceName: cpu
      restartPolicy: notRequired
#                    ^^^^^^^^^^^ invalid-resize-policy
    - resourceName: memory
      restartPolicy: RestartContainer
    - resourceName: memory
#                   ^^^^^^ invalid-resize-policy
      restartPolicy: NotRequired
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
    resizePolicy:
    - resourceName: cpu
      restartPolicy: NotRequired
    - resourceName: memory
      restartPolicy: RestartContainer
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
    resizePolicy:
    - resourceName: cpu
      restartPolicy: NotRequired
    - resourceName: memory
      restartPolicy: RestartContainer
`,
        },
      ],
    },
  },

  fields: ['resizePolicy'],
  *check(pod) {
    for (const container of lastingContainers(pod.spec)) {
      const entries = mapsOf(container.node, 'resizePolicy');
      for (const { node } of entries) yield* valueFaults(pod, container, node);
      yield* repetitions(pod, container, entries);
    }
  },
});

type Ids = 'unknown' | 'missing' | 'twice' | 'never' | 'change' | 'remove';

function* valueFaults(pod: Pod, container: ContainerView, entry: YamlMap): Iterable<Problem<Ids>> {
  const policy = settledText(entry, 'restartPolicy');
  yield* unknownValue(pod, container, 'resourceName', settledText(entry, 'resourceName'), RESOURCES);
  yield* unknownValue(pod, container, 'restartPolicy', policy, POLICIES);
  const missing = ['resourceName', 'restartPolicy'].find((field) => isMissing(entry, field));
  if (missing !== undefined && isWhole(pod) && !isMisread(pod.manifest, entry.span)) {
    const message = { id: 'missing' as const, args: { container: container.label, field: missing } };
    yield { ...rejection(pod), span: itemAnchor(entry, 'resourceName', 'restartPolicy'), container, message };
  }
  if (policy?.value !== 'RestartContainer' || pod.spec.restartPolicy?.value !== 'Never') return;
  const message = { id: 'never' as const, args: { container: container.label } };
  const fixes = () => changeWord(pod, policy, 'NotRequired', 'change');
  yield { ...rejection(pod), span: policy.span, container, message, fixes };
}

function* unknownValue(
  pod: Pod,
  container: ContainerView,
  field: string,
  given: Located<string> | undefined,
  words: readonly string[],
): Iterable<Problem<Ids>> {
  if (!given || words.includes(given.value)) return;
  const nearest = nearestWord(given.value, words);
  const args = { container: container.label, field, value: given.value, values: words.join(', ') };
  yield {
    ...rejection(pod),
    span: given.span,
    container,
    message: { id: 'unknown', args },
    fixes: () => changeWord(pod, given, nearest, 'change'),
  };
}

interface Entry {
  readonly node: YamlMap;
  readonly index: number;
}

function* repetitions(pod: Pod, container: ContainerView, entries: readonly Entry[]): Iterable<Problem<Ids>> {
  for (const { item } of repeated(entries, ({ node }) => settledText(node, 'resourceName')?.value)) {
    const resource = settledText(item.node, 'resourceName');
    if (!resource) continue;
    const message = { id: 'twice' as const, args: { container: container.label, resource: resource.value } };
    yield { ...rejection(pod), span: resource.span, container, message, fixes: () => removal(pod, container, item) };
  }
}

function removal(pod: Pod, { node }: ContainerView, { index }: Entry) {
  const list = node.pairs.findLast(({ key }) => key === 'resizePolicy')?.value;
  const message = { id: 'remove' as const, args: {} };
  const edit = list?.kind === 'seq' ? removeItem(pod.manifest.document, list, index) : undefined;
  return makeFix(pod, { message }, [edit]);
}
