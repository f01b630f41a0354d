import { mapOf, numberOf } from '../../../syntax/access.js';
import type { Located } from '../../../syntax/span.js';
import { programOf } from '../../commands/program.js';
import { lacksNetworkRight, networkRightOf } from '../../conditions/network-rights.js';
import { isWhole } from '../../conditions/workload.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { type Assessment, defineNeed, met, missing } from '../need.js';

const NETWORK = 'NET_ADMIN';

type Id = 'privileged' | 'capability' | 'root' | 'noCapability' | 'notPrivileged' | 'notRoot';

export const privilege = defineNeed({
  id: 'privilege',
  title: 'The rights for its work',
  why: "Packet filters need the capability `NET_ADMIN`, the node's kernel parameters a privileged container, and files of other users root. Giving them to an init container spares the containers that run on.",
  messages: {
    privileged: 'is privileged',
    capability: 'has the capability {capability}',
    root: 'runs as root',
    noCapability: 'the capability {capability}, without which it cannot change the network',
    notPrivileged: 'a privileged container, without which it cannot change kernel parameters',
    notRoot: 'root, without which it cannot change who owns files: it runs as user {user}',
  } satisfies Record<Id, string>,
  assess(pod, container) {
    if (container.privileged?.value) return [met('privileged', {}, container.privileged.span)];
    switch (pod.verdictOf(container).function) {
      case 'network-setup':
        return assessNetwork(pod, container);
      case 'sysctl-tuning':
        return assessKernel(pod, container);
      case 'setup-permissions':
        return assessOwner(pod, container);
      default:
        return [];
    }
  },
});

function assessNetwork(pod: Pod, container: ContainerView): readonly Assessment<Id>[] {
  const held = networkRightOf(container);
  if (typeof held?.value === 'string') return [met('capability', { capability: held.value }, held.span)];
  return lacksNetworkRight(pod, container) ? [missing('noCapability', { capability: NETWORK }, container.anchor)] : [];
}

function assessKernel(pod: Pod, container: ContainerView): readonly Assessment<Id>[] {
  const sets = programOf(container).commands.find(
    ({ program, words }) => program === 'sysctl' && words.some((word) => word === '-w' || word.includes('=')),
  );
  return sets && isWhole(pod) ? [missing('notPrivileged', {}, sets.origin.span)] : [];
}

function assessOwner(pod: Pod, container: ContainerView): readonly Assessment<Id>[] {
  const user = container.runAsUser ?? podUser(pod);
  if (!user) return [];
  if (user.value === 0) return [met('root', {}, user.span)];
  const changes = programOf(container).commands.find(({ program }) => program === 'chown');
  const held = container.capabilities.some(({ value }) => /^(?:CAP_)?(?:CHOWN|ALL)$/.test(value));
  return changes && !held && isWhole(pod) ? [missing('notRoot', { user: String(user.value) }, user.span)] : [];
}

function podUser({ spec }: Pod): Located<number> | undefined {
  return numberOf(mapOf(spec.node, 'securityContext'), 'runAsUser');
}
