import { nearestName, sameButCase } from '../../conditions/nearest-name.js';
import { rejection } from '../../conditions/rejection.js';
import { givesOthers, isHugePages, isResourceName, STANDARD_RESOURCES } from '../../conditions/resource-names.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ContainerView, QuantityView, ResourcesView } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix, type Problem } from '../rule.js';

export const unknownResourceName = defineRule({
  id: 'unknown-resource-name',
  meta: {
    title: 'Resource of a name that there is not',
    severity: 'error',
    since: '0.1.0',
    docs: `
      The resources of a container are \`cpu\`, \`memory\`, \`ephemeral-storage\`, huge pages (\`hugepages-2Mi\`) and
      what others give to nodes under a name with a domain (\`nvidia.com/gpu\`). The API server rejects other names:
      \`storage\` is a resource of a claim, and \`mem\`, \`CPU\` and \`gpu\` are none. A Pod's own \`resources\` know
      \`cpu\`, \`memory\` and huge pages only.`,
    references: [
      'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
      'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources',
      'https://kubernetes.io/docs/tasks/configure-pod-container/assign-pod-level-resources/',
    ],
    messages: {
      unknown: "'{owner}' sets {list}.{resource}, but there is no such resource",
      similar: "'{owner}' sets {list}.{resource}, but there is no such resource; {nearest} is one",
      pod: 'The Pod sets {list}.{resource}, but resources of a whole Pod are cpu, memory and huge pages only',
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
    resources:
      requests:
        CPU: 100m
#       ^^^ unknown-resource-name
        mem: 64Mi
#       ^^^ unknown-resource-name
      limits:
        storage: 1Gi
#       ^^^^^^^ unknown-resource-name
        memory: 64Mi
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
    resources:
      requests:
        cpu: 100m
        memory: 64Mi
      limits:
        ephemeral-storage: 1Gi
        memory: 64Mi
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
    resources:
      limits:
        cpu: 100m
        memory: 64Mi
        ephemeral-storage: 1Gi
        nvidia.com/gpu: 1
`,
        },
      ],
    },
  },

  *check(pod) {
    for (const container of pod.spec.containers) {
      if (container.resources && givesOthers(container.resources)) yield* faultsOf(pod, container.resources, container);
    }
    if (pod.spec.resources) yield* faultsOf(pod, pod.spec.resources);
  },
});

type Ids = 'unknown' | 'similar' | 'pod' | 'rename';

/** Words that people use for resources. */
const WORDS: Readonly<Record<string, string>> = {
  mem: 'memory',
  ram: 'memory',
  storage: 'ephemeral-storage',
  disk: 'ephemeral-storage',
  gpu: 'nvidia.com/gpu',
};

function* faultsOf(pod: Pod, resources: ResourcesView, container?: ContainerView): Iterable<Problem<Ids>> {
  for (const list of ['requests', 'limits'] as const) {
    const quantities = resources[list];
    for (const [resource, quantity] of quantities) {
      if (isPlaceholder(resource) || (container ? isResourceName(resource) : isPodResource(resource))) continue;
      const found = nearest(resource);
      const near =
        found !== undefined && !quantities.has(found) && (container || isPodResource(found)) ? found : undefined;
      const id = !container && isResourceName(resource) ? 'pod' : near === undefined ? 'unknown' : 'similar';
      yield {
        ...rejection(pod),
        span: quantity.keySpan,
        message: { id, args: { owner: container?.label ?? 'Pod', list, resource, nearest: near ?? '' } },
        ...(container ? { container } : { kubernetes: { from: '1.34' } }),
        fixes: () => (near === undefined || id === 'pod' ? [] : renaming(pod, quantity, resource, near)),
      };
    }
  }
}

function isPodResource(resource: string): boolean {
  return resource === 'cpu' || resource === 'memory' || isHugePages(resource);
}

function nearest(resource: string): string | undefined {
  return (
    sameButCase(resource, STANDARD_RESOURCES) ??
    WORDS[resource.toLowerCase()] ??
    nearestName(resource, STANDARD_RESOURCES)
  );
}

/** Keeps the key's quotes. */
function renaming(pod: Pod, { keySpan }: QuantityView, resource: string, near: string): readonly Fix<Ids>[] {
  const written = pod.manifest.document.text.slice(keySpan.start, keySpan.end);
  const applicability = resource.toLowerCase() === near ? 'safe' : 'suggestion';
  return makeFix(pod, { message: { id: 'rename', args: { nearest: near } }, applicability, evenIfShared: true }, [
    { span: keySpan, newText: written.replace(resource, near) },
  ]);
}
