import { asScalar, mapOf, nodeOf, seqOf } from '../../../syntax/access.js';
import type { YamlMap, YamlScalar } from '../../../syntax/nodes.js';
import { rejection } from '../../conditions/rejection.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidUserId = defineRule({
  id: 'invalid-user-id',
  meta: {
    title: 'Id that no user or group can have',
    severity: 'error',
    since: '0.1.0',
    docs: `
      The ids of users and groups in a \`securityContext\` (\`runAsUser\`, \`runAsGroup\`, \`fsGroup\`,
      \`supplementalGroups\`) go from 0 to 2147483647. The API server rejects any other number.`,
    references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
    messages: {
      range: '{field} is {id}, and ids of users and groups go from 0 to 2147483647',
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
  securityContext:
    fsGroup: -1
#            ^^ invalid-user-id
  containers:
  - name: web
    image: nginx:1.27
    securityContext:
      runAsUser: 4294967295
#                ^^^^^^^^^^ invalid-user-id
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
    fsGroup: 0
  containers:
  - name: web
    image: nginx:1.27
    securityContext:
      runAsUser: 2147483647
`,
        },
      ],
    },
  },

  fields: ['securityContext'],

  *check(pod) {
    const shared = rejection(pod);
    for (const fault of faultsIn(mapOf(pod.spec.node, 'securityContext'))) yield { ...fault, ...shared };
    for (const container of pod.spec.containers)
      for (const fault of faultsIn(mapOf(container.node, 'securityContext'))) yield { ...fault, ...shared, container };
  },
});

const LARGEST = 2 ** 31 - 1;

/** Source: apimachinery, IsValidUserID and IsValidGroupID. */
function* faultsIn(security: YamlMap | undefined): Iterable<Problem<'range'>> {
  for (const field of ['runAsUser', 'runAsGroup', 'fsGroup'])
    yield* rangeFault(field, asScalar(nodeOf(security, field)));
  for (const item of seqOf(security, 'supplementalGroups')?.items ?? [])
    yield* rangeFault('supplementalGroups', asScalar(item));
}

function* rangeFault(field: string, scalar: YamlScalar | undefined): Iterable<Problem<'range'>> {
  if (typeof scalar?.value !== 'number' || !Number.isInteger(scalar.value)) return;
  // What is larger than any number of 64 bits cannot be decoded at all.
  if ((scalar.value >= 0 && scalar.value <= LARGEST) || Math.abs(scalar.value) >= 2 ** 63) return;
  yield { span: scalar.span, message: { id: 'range', args: { field, id: scalar.source } } };
}
