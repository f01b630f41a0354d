import { entryOf, type YamlEntry } from '../../../syntax/access.js';
import { standsElsewhere } from '../../conditions/misread.js';
import { rejection } from '../../conditions/rejection.js';
import { isBuiltIn, isWhole } from '../../conditions/workload.js';
import { defineRule } from '../rule.js';

export const missingContainers = defineRule({
  id: 'missing-containers',
  meta: {
    title: 'Pod without a container',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A Pod needs at least one entry in \`containers\`: init containers alone prepare something for nobody. The API
      server rejects a pod spec whose \`containers\` is empty.

      A patch leaves them out on purpose. They are therefore missed only in a Pod, and in a workload with an empty list
      of them, a selector, and labels in its template.`,
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
    if (!isBuiltIn(pod) || !isWhole(pod) || !isEmpty(given)) return;
    if (standsElsewhere(manifest, spec.node, 'containers')) return;
    const hasInit = spec.containers.some(({ list }) => list === 'initContainers');
    yield {
      ...rejection(pod),
      span: given?.pair.keySpan ?? spec.keySpan,
      message: { id: hasInit ? 'init' : 'empty', args: {} },
    };
  },
});

function isEmpty(given: YamlEntry | undefined): boolean {
  const value = given?.value;
  if (value?.kind === 'seq') return value.items.length === 0;
  return value === undefined || (value.kind === 'scalar' && value.value === null);
}
