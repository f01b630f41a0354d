import type { YamlMap } from '../../../syntax/nodes.js';
import { wrongDivisor } from '../../conditions/divisors.js';
import { type EnvReference, envEntries } from '../../conditions/environment.js';
import { isMissing, settledText } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { nearestName } from '../../conditions/nearest-name.js';
import { rejection } from '../../conditions/rejection.js';
import { isWhole, lastingContainers } from '../../conditions/workload.js';
import { changeText } from '../../edits/change-text.js';
import type { ContainerView } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

const NAMES = ['cpu', 'memory', 'ephemeral-storage'];
const RESOURCES = ['limits', 'requests'].flatMap((list) => NAMES.map((name) => `${list}.${name}`));
const HUGE_PAGES = /^(?:limits|requests)\.hugepages-.+$/;

export const invalidResourceReference = defineRule({
  id: 'invalid-resource-reference',
  meta: {
    title: 'Resource that a variable cannot tell',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Through \`resourceFieldRef\` an environment variable tells \`limits.\` or \`requests.\` of \`cpu\`, \`memory\`,
      \`ephemeral-storage\` or \`hugepages-…\`, divided by \`divisor\`: \`1\` or \`1m\` for CPU, otherwise \`1\` or one
      unit such as \`1k\`, \`1Mi\` or \`1G\`. The API server rejects anything else.

      It does not check that \`containerName\` is a container of the Pod. Where it is none, the container with the
      variable cannot be started, which is reported as a **warning**.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#downwardapi-resourceFieldRef',
      'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/resource-field-selector/',
    ],
    messages: {
      missing: "'{variable}' in '{container}' has a resourceFieldRef without a resource",
      unknown: "'{variable}' in '{container}' cannot tell '{resource}', which is no resource that a variable can have",
      divisor: "'{variable}' in '{container}' divides by {divisor}, which is not one unit of {resource}",
      container:
        "'{variable}' in '{container}' tells a resource of '{other}', which this Pod does not have, so '{container}' cannot start",
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
spec:
  containers:
  - name: web
    image: nginx:1.27
    env:
    - name: MEMORY
      valueFrom:
        resourceFieldRef:
          resource: limit.memory
#                   ^^^^^^^^^^^^ invalid-resource-reference
    - name: CORES
      valueFrom:
        resourceFieldRef:
          containerName: wbe
#                        ^^^ invalid-resource-reference
          resource: limits.cpu
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
    - name: MEMORY
      valueFrom:
        resourceFieldRef:
          resource: limits.memory
    - name: CORES
      valueFrom:
        resourceFieldRef:
          containerName: web
          resource: limits.cpu
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
    - name: MEMORY
      valueFrom:
        resourceFieldRef:
          resource: limits.memory
          divisor: 1Mi
`,
        },
      ],
    },
  },

  fields: ['resourceFieldRef'],
  *check(pod) {
    for (const container of lastingContainers(pod.spec))
      for (const { label, sources } of envEntries(container))
        for (const source of sources)
          if (source.kind === 'resourceFieldRef') yield* faultsOf(pod, container, label, source);
  },
});

type Ids = 'missing' | 'unknown' | 'divisor' | 'container' | 'change';

function* faultsOf(
  pod: Pod,
  container: ContainerView,
  variable: string,
  { entry, node }: EnvReference,
): Iterable<Problem<Ids>> {
  if (!node) return;
  const shared = { ...rejection(pod), container };
  const args = { container: container.label, variable };
  const resource = settledText(node, 'resource');
  if (!resource) {
    if (!isWhole(pod) || !isMissing(node, 'resource') || isMisread(pod.manifest, node.span)) return;
    yield { ...shared, span: entry.pair.keySpan, message: { id: 'missing', args } };
  } else if (!RESOURCES.includes(resource.value) && !HUGE_PAGES.test(resource.value)) {
    const message = { id: 'unknown' as const, args: { ...args, resource: resource.value } };
    const nearest = nearestName(resource.value, RESOURCES);
    const fixes = () => changeText(pod, resource, nearest, { id: 'change', evenIfShared: true });
    yield { ...shared, span: resource.span, message, fixes };
  } else {
    const divisor = wrongDivisor(node, resource.value);
    const told = { ...args, resource: resource.value.replace(/^\w+\./, ''), divisor: divisor?.value ?? '' };
    if (divisor) yield { ...shared, span: divisor.span, message: { id: 'divisor', args: told } };
  }
  yield* unknownContainer(pod, container, variable, node);
}

function* unknownContainer(
  pod: Pod,
  container: ContainerView,
  variable: string,
  node: YamlMap,
): Iterable<Problem<Ids>> {
  const other = settledText(node, 'containerName');
  const names = pod.spec.containers.flatMap(({ name }) => name?.value ?? []);
  if (!other || !isWhole(pod) || names.includes(other.value) || names.some(isPlaceholder)) return;
  const args = { container: container.label, variable, other: other.value };
  const nearest = nearestName(other.value, names);
  const fixes = () => changeText(pod, other, nearest, { id: 'change', evenIfShared: true });
  yield { severity: 'warning', span: other.span, container, message: { id: 'container', args }, fixes };
}
