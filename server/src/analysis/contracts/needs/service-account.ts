import { booleanOf, stringOf } from '../../../syntax/access.js';
import { productOf } from '../../catalogue/catalogue.js';
import { programOf } from '../../commands/program.js';
import { isWhole } from '../../conditions/workload.js';
import type { ContainerView } from '../../model/model.js';
import { defineNeed, met, missing } from '../need.js';

/** Products that do nothing but ask the API server. */
const CLIENTS_OF_THE_API: ReadonlySet<string> = new Set([
  'k8s-sidecar',
  'k8s-wait-for',
  'kube-mgmt',
  'leader-elector',
  'addon-resizer',
  'pod-nanny',
  'cluster-proportional-autoscaler',
  'csi-provisioner',
  'csi-attacher',
  'csi-snapshotter',
  'csi-resizer',
]);

export const serviceAccount = defineNeed({
  id: 'service-account',
  title: 'A ServiceAccount that may ask the API server',
  why: 'The `default` ServiceAccount of a namespace may read nothing. What asks the API server needs an account of its own with a Role.',
  messages: {
    named: 'runs under the ServiceAccount {account}',
    unnamed: 'a ServiceAccount of its own: {account} may ask the API server for nothing',
    tokenless: 'the token of its ServiceAccount, which is not mounted',
  },
  assess(pod, container) {
    const { node } = pod.spec;
    if (!asksTheApi(container)) return [];
    const account = stringOf(node, 'serviceAccountName') ?? stringOf(node, 'serviceAccount');
    const mounted = booleanOf(node, 'automountServiceAccountToken');
    const projected = container.mounts.some(({ mountPath }) => mountPath?.value.includes('serviceaccount'));
    if (mounted?.value === false && !projected) return isWhole(pod) ? [missing('tokenless', {}, mounted.span)] : [];
    if (account && account.value !== 'default') return [met('named', { account: account.value }, account.span)];
    return isWhole(pod) ? [missing('unnamed', { account: 'default' }, account?.span ?? container.anchor)] : [];
  },
});

function asksTheApi(container: ContainerView): boolean {
  const repository = productOf(container)?.repository;
  if (repository !== undefined && CLIENTS_OF_THE_API.has(repository)) return true;
  return programOf(container).commands.some(({ program }) => program === 'kubectl');
}
