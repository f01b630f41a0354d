import { booleanOf, mapOf, mapsOf, nodeOf, stringOf } from '../../syntax/access.js';
import type { Located } from '../../syntax/span.js';
import { productOf, settingsOf } from '../catalogue/catalogue.js';
import { programOf } from '../commands/program.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';
import { isBuiltIn, isWhole } from './workload.js';

/** How a container that asks the Kubernetes API gets its rights. */
export interface ApiAccess {
  /** What asks: the product of the image, or `kubectl`. */
  readonly client: string;
  /** The service account that the pod names. */
  readonly account: Located<string> | undefined;
  /** What surely is not there: an account with rights, or the token of the account. */
  readonly lacks: 'account' | 'token' | undefined;
  /** Where the manifest withholds the token. */
  readonly withheld: Located<boolean> | undefined;
}

/** Products that cannot do their work without the API server. */
const CLIENTS: ReadonlySet<string> = new Set([
  'k8s-sidecar',
  'k8s-wait-for',
  'kube-mgmt',
  'kube-rbac-proxy',
  'leader-elector',
  'addon-resizer',
  'pod-nanny',
  'cluster-proportional-autoscaler',
  'csi-provisioner',
  'csi-attacher',
  'csi-snapshotter',
  'csi-resizer',
]);

/** Commands of kubectl that ask the API server. */
const ASKING =
  /^(?:annotate|apply|attach|auth|cordon|cp|create|delete|describe|drain|edit|events|exec|expose|get|label|logs|patch|port-forward|replace|rollout|run|scale|set|taint|top|uncordon|wait)$/;
/** Flags of kubectl before the command whose value is a word of its own. */
const VALUED = /^(?:-n|--namespace|--context|--cluster|--user|--as|--request-timeout)$/;
/** Flags that name another way to the API than the pod's own service account. */
const OTHER_ACCESS = /^(?:--?(?:server|master|token|apiserver-host)(?:=|$)|-s$)/;
/** A kubeconfig as a flag, a variable or in a script, or what makes one. */
const LOGIN = /kubeconfig|get-credentials|config (?:set|use)-|\boc login\b/i;

/** Undefined for a container that does not ask the API, or that brings an access of its own. */
export function apiAccessOf(pod: Pod, container: ContainerView): ApiAccess | undefined {
  const product = productOf(container)?.repository;
  const client = product !== undefined && CLIENTS.has(product) ? product : kubectlOf(container, product);
  if (client === undefined || hasOtherAccess(pod, container)) return undefined;
  const { node } = pod.spec;
  const account = stringOf(node, 'serviceAccountName') ?? stringOf(node, 'serviceAccount');
  const mounted = booleanOf(node, 'automountServiceAccountToken');
  const withheld = mounted?.value === false ? mounted : undefined;
  const isUnnamed = account === undefined || account.value === '' || account.value === 'default';
  const hasRights = !isUnnamed || pod.named.some(({ kind, name }) => kind === 'RoleBinding' && name === 'default');
  // The controller of a custom resource may set what the manifest leaves open.
  const lacks = !isWhole(pod) || !isBuiltIn(pod) ? undefined : withheld ? 'token' : hasRights ? undefined : 'account';
  return { client, account: isUnnamed && lacks === undefined ? undefined : account, lacks, withheld };
}

function kubectlOf(container: ContainerView, product: string | undefined): string | undefined {
  if (container.command.length === 0 && container.args.length === 0) return undefined;
  const asks = programOf(container).commands.some(({ program, words }) => {
    if (program !== 'kubectl' && !(program === '' && product === 'kubectl')) return false;
    const verb = words.find((word, index) => !word.startsWith('-') && !VALUED.test(words[index - 1] ?? ''));
    return ASKING.test(verb ?? '') && !words.includes('--dry-run=client');
  });
  return asks ? 'kubectl' : undefined;
}

/** A kubeconfig, an address and a token, or a token that is mounted by hand. */
function hasOtherAccess({ spec }: Pod, container: ContainerView): boolean {
  const { mounts } = container;
  return (
    LOGIN.test(settingsOf(container)) ||
    mounts.some(({ mountPath, name }) => /kube/i.test(`${mountPath?.value ?? ''} ${name.value}`)) ||
    mounts.some(({ name }) =>
      spec.volumes.some(
        (volume) =>
          volume.name.value === name.value &&
          mapsOf(mapOf(volume.node, 'projected'), 'sources').some(({ node }) => nodeOf(node, 'serviceAccountToken')),
      ),
    ) ||
    programOf(container).commands.some(({ words }) => words.some((word) => OTHER_ACCESS.test(word)))
  );
}
