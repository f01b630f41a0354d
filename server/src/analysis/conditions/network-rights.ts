import { asSeq, entriesOf, mapOf, resolve } from '../../syntax/access.js';
import type { YamlNode } from '../../syntax/nodes.js';
import type { Located } from '../../syntax/span.js';
import { productOf } from '../catalogue/catalogue.js';
import { programOf, type SourcedCommand } from '../commands/program.js';
import type { ContainerView } from '../model/model.js';
import { isUnsettled } from '../model/placeholder.js';
import type { Pod } from '../pod.js';
import { isWhole } from './workload.js';

const PACKET_FILTER = /^(?:ip6?tables(?:-legacy|-nft)?(?:-restore)?|istio-iptables|ipset|nft|ebtables|arptables)$/;
const ROUTING = /^(?:ip|route|tc|bridge)$/;
const CHANGE = /^(?:add|del|delete|replace|change|append|set|flush)$/;
const HELP = /^(?:-V|--version|-h|--help|version|help)$/;
/** A failure that the script expects. */
const TOLERATED = /\|\|\s*(?:true|:|echo|exit 0)/;

/**
 * What a container does to the network of its pod that takes the capability NET_ADMIN: the program, or its product.
 * Undefined where it does nothing of it, checks only what is set up, or is prepared to fail.
 */
export function networkChangeOf(container: ContainerView): string | undefined {
  const { words, commands } = programOf(container);
  // A run that only checks what is set up changes nothing.
  if (words.some(({ value }) => /validat/i.test(value))) return undefined;
  const command = commands.find(changesNetwork);
  if (command) return TOLERATED.test(command.origin.value) ? undefined : command.program;
  const product = productOf(container);
  return product?.function === 'network-setup' && !/validat/.test(product.repository) ? product.repository : undefined;
}

function changesNetwork({ program, words }: SourcedCommand): boolean {
  if (PACKET_FILTER.test(program)) return !words.some((word) => HELP.test(word));
  return ROUTING.test(program) && words.some((word) => CHANGE.test(word));
}

/** What gives a container the right to change the network of its pod. */
export function networkRightOf({ privileged, capabilities }: ContainerView): Located<boolean | string> | undefined {
  return privileged?.value ? privileged : capabilities.find(({ value }) => /^(?:CAP_)?(?:NET_ADMIN|ALL)$/.test(value));
}

/** Whether a container changes the network of its pod without the right to, as far as all of it is seen. */
export function lacksNetworkRight(pod: Pod, container: ContainerView): boolean {
  return (
    isWhole(pod) &&
    networkRightOf(container) === undefined &&
    networkChangeOf(container) !== undefined &&
    hasSettledRights(container)
  );
}

/** Whether they are written out, so that one that is not there is missing. Capabilities look like placeholders. */
function hasSettledRights({ node }: ContainerView): boolean {
  const security = mapOf(node, 'securityContext');
  const values = entriesOf(security).map(({ value }) => value);
  const capabilities = entriesOf(mapOf(security, 'capabilities')).flatMap(({ value }) => asSeq(value)?.items ?? []);
  return !values.some(isUnsettled) && capabilities.every((each) => isCapability(resolve(each)));
}

function isCapability(node: YamlNode | undefined): boolean {
  return node?.kind === 'scalar' && !node.templated && /^[A-Za-z_]+$/.test(node.source);
}
