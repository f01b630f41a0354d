import { booleanOf, mapOf, mapsOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { itemAnchor, repeated, settledText } from '../../conditions/given.js';
import { lacks } from '../../conditions/misread.js';
import { rejection } from '../../conditions/rejection.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidSysctl = defineRule({
  id: 'invalid-sysctl',
  meta: {
    title: 'Kernel parameter that a Pod cannot set',
    severity: 'error',
    since: '0.1.0',
    docs: `
      An entry of \`sysctls\` has the name of a kernel parameter, its parts joined by dots or slashes, each name once. On
      the node's network (\`hostNetwork: true\`) a Pod cannot set parameters of the network, \`net.*\`, and with the
      node's IPC (\`hostIPC: true\`) none of those for messages, semaphores and shared memory: they would be the node's
      own. The API server rejects anything else.`,
    references: ['https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/'],
    messages: {
      missing: 'An entry of sysctls needs a name',
      name: "'{name}' is no name of a kernel parameter",
      twice: "'{name}' is set a second time",
      shared: "'{name}' is the node's own, since the Pod has {field}: true",
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
  hostNetwork: true
  securityContext:
    sysctls:
    - name: net.core.somaxconn
#           ^^^^^^^^^^^^^^^^^^ invalid-sysctl
      value: "1024"
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
spec:
  securityContext:
    sysctls:
    - name: net.core.somaxconn
      value: "1024"
  containers:
  - name: web
    image: nginx:1.27
`,
        },
      ],
    },
  },

  fields: ['sysctls'],

  *check(pod) {
    const entries = mapsOf(mapOf(pod.spec.node, 'securityContext'), 'sysctls').map(({ node }) => node);
    for (const entry of entries) for (const fault of faultsOf(pod, entry)) yield { ...fault, ...rejection(pod) };
    for (const { item } of repeated(entries, (entry) => settledText(entry, 'name')?.value)) {
      const name = settledText(item, 'name');
      if (name) yield { ...rejection(pod), span: name.span, message: { id: 'twice', args: { name: name.value } } };
    }
  },
});

type Ids = 'missing' | 'name' | 'twice' | 'shared';

const NAME = /^[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:[./][a-zA-Z0-9](?:[-_a-zA-Z0-9]*[a-zA-Z0-9])?)*$/;

/** Parameters that belong to a namespace, which the Pod may share with its node. Source: pkg/kubelet/sysctl. */
const NAMESPACES: readonly (readonly [string, RegExp])[] = [
  ['hostNetwork', /^net[./]/],
  ['hostIPC', /^(?:kernel[./](?:shm|msg|sem$|sem[./])|fs[./]mqueue[./])/],
];

/** Source: core/validation, validateSysctls and ValidateHostSysctl. */
function* faultsOf(pod: Pod, entry: YamlMap): Iterable<Problem<Ids>> {
  if (lacks(pod, entry, 'name')) yield { span: itemAnchor(entry, 'value'), message: { id: 'missing', args: {} } };
  const name = settledText(entry, 'name');
  if (!name) return;
  const { value, span } = name;
  if (!NAME.test(value)) {
    yield { span, message: { id: 'name', args: { name: value } } };
    return;
  }
  const [field] = NAMESPACES.find(([, pattern]) => pattern.test(value)) ?? [];
  if (field !== undefined && booleanOf(pod.spec.node, field)?.value === true)
    yield { span, message: { id: 'shared', args: { name: value, field } }, kubernetes: { from: '1.30' } };
}
