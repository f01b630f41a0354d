import { entryOf, mapOf, nodeOf } from '../../../syntax/access.js';
import { isAbsent } from '../../conditions/given.js';
import { standsElsewhere } from '../../conditions/misread.js';
import { rejection } from '../../conditions/rejection.js';
import { isBuiltIn } from '../../conditions/workload.js';
import { templateOf } from '../../conditions/workload-object.js';
import { hasDirective, hasTemplatedLines } from '../../model/fragment.js';
import { needsSelector } from '../../model/workloads.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const missingContainers = defineRule({
  id: 'missing-containers',
  meta: {
    title: 'Pod without a container',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A Pod needs at least one entry in \`containers\`: init containers alone prepare something for nobody. The API server rejects
      a pod spec whose \`containers\` is empty.

      A patch leaves them out on purpose. What is not there at all is therefore reported only for a Pod, and for a workload
      that has a selector and labels in its template.`,
    references: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec'],
    messages: {
      empty: 'This Pod has no containers, so there is nothing to run',
      init: 'This Pod has init containers and no containers, so there is nothing that they prepare for',
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
  containers: []
# ^^^^^^^^^^ missing-containers
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
`,
        },
      ],
    },
  },

  *check(pod) {
    const { spec, manifest } = pod;
    const given = entryOf(spec.node, 'containers');
    if (given?.value && !isEmpty(pod)) return;
    if (!isBuiltIn(pod) || !isComplete(pod, given !== undefined)) return;
    if (standsElsewhere(manifest, spec.node, 'containers')) return;
    const hasInit = spec.containers.some(({ list }) => list === 'initContainers');
    yield {
      ...rejection(pod),
      span: given?.pair.keySpan ?? spec.keySpan,
      message: { id: hasInit ? 'init' : 'empty', args: {} },
    };
  },
});

function isEmpty({ spec }: Pod): boolean {
  const value = nodeOf(spec.node, 'containers');
  return isAbsent(spec.node, 'containers') || (value?.kind === 'seq' && value.items.length === 0);
}

/** Whether nothing else adds containers: as for a fragment, of which a pod spec without a container is one by itself. */
function isComplete(pod: Pod, isListed: boolean): boolean {
  const { manifest, spec } = pod;
  if (!manifest.name || manifest.document.problems.length > 0 || hasTemplatedLines(manifest, spec.node)) return false;
  if ([manifest.node, mapOf(manifest.node, 'spec'), spec.node].some(hasDirective)) return false;
  if (manifest.kind.value === 'Pod') return isListed || spec.node.pairs.length > 0;
  const template = templateOf(pod);
  const isLabelled = mapOf(mapOf(template?.node, 'metadata'), 'labels') !== undefined;
  const isSelected = nodeOf(template?.owner, 'selector') !== undefined;
  return isListed ? isSelected || !needsSelector(manifest.kind.value) : isSelected && isLabelled;
}
