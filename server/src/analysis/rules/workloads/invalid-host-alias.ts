import { mapsOf, stringsOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { isAddress } from '../../conditions/addresses.js';
import { itemAnchor, settledText } from '../../conditions/given.js';
import { lacks } from '../../conditions/misread.js';
import { isSubdomain, nearestSubdomain } from '../../conditions/names.js';
import { rejection } from '../../conditions/rejection.js';
import { changeText } from '../../edits/change-text.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidHostAlias = defineRule({
  id: 'invalid-host-alias',
  meta: {
    title: 'Host alias without a valid address or name',
    severity: 'error',
    since: '0.1.0',
    docs: `
      An entry of \`hostAliases\` becomes a line of \`/etc/hosts\`: an IP address under \`ip\`, and \`hostnames\`, which
      consist of \`a-z\`, \`0-9\`, \`-\` and \`.\`. The API server rejects anything else.`,
    references: ['https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/'],
    messages: {
      missing: 'A host alias needs an ip',
      address: "'{address}' is no IP address",
      name: "'{name}' is no name of a host, which consists of a-z, 0-9, '-' and '.'",
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
  hostAliases:
  - ip: 10.0.0.7
    hostnames: [Shop_DB.example]
#               ^^^^^^^^^^^^^^^ invalid-host-alias
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
  hostAliases:
  - ip: 10.0.0.7
    hostnames: [shop-db.example]
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
  hostAliases:
  - ip: 10.0.0.7
    hostnames: [shop-db.example]
`,
        },
      ],
    },
  },

  fields: ['hostAliases'],

  *check(pod) {
    for (const { node } of mapsOf(pod.spec.node, 'hostAliases'))
      for (const fault of faultsOf(pod, node)) yield { ...fault, ...rejection(pod) };
  },
});

type Ids = 'missing' | 'address' | 'name' | 'change';

/** Source: core/validation, ValidateHostAliases. */
function* faultsOf(pod: Pod, alias: YamlMap): Iterable<Problem<Ids>> {
  const address = settledText(alias, 'ip');
  if (address && !isAddress(address.value))
    yield { span: address.span, message: { id: 'address', args: { address: address.value } } };
  if (lacks(pod, alias, 'ip')) yield { span: itemAnchor(alias), message: { id: 'missing', args: {} } };
  for (const { value, span } of stringsOf(alias, 'hostnames')) {
    if (isSubdomain(value) || isPlaceholder(value)) continue;
    yield {
      span,
      message: { id: 'name', args: { name: value } },
      fixes: () => changeText(pod, { span }, nearestSubdomain(value), { id: 'change', evenIfShared: true }),
    };
  }
}
