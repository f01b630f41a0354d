import { volumeUses } from '../../analysis/facts/volume-uses.js';
import { ROLES } from '../../analysis/roles/role.js';
import { touches } from '../../syntax/span.js';
import { roleWord } from '../role-label.js';
import { ghostNames } from './injection.js';
import { code } from './markdown.js';
import { qosLines, totalsLines } from './pod-resources.js';
import { startOrderText } from './start-order.js';
import { defineMessages, type HoverAnswer, type HoverPlace } from './topic.js';

export const podSpecMessages = defineMessages({
  id: 'hover-pod-spec',
  messages: {
    title: '**Pod** · {roles}',
    titleEmpty: '**Pod** without containers',
    roleCount: '{count} {role}',
    injected: 'Injected when the Pod is made, if installed: {containers}.',
    network:
      'Its containers share one network namespace, which the pause container holds as long as the Pod lives: localhost reaches every container, and a port can be taken only once.',
    hostNetwork:
      "With hostNetwork its containers use the node's network: localhost is the node, and a port can be taken only once on it.",
    processes: "They see each other's processes and can send them signals (shareProcessNamespace).",
    shared: 'Shared volumes: {volumes}.',
    sharedVolume: '{volume} ({containers})',
    noneShared: 'No two containers share a volume.',
  },
});

const own = podSpecMessages;

const MAX_VOLUMES = 4;

/** The key of a pod spec: what its containers share, the order in which they start, what they are and need in all. */
export function podSpecTopic(place: HoverPlace): HoverAnswer | undefined {
  const { spec } = place.pod;
  if (spec.keySpan.start === spec.keySpan.end || !touches(spec.keySpan, place.offset)) return undefined;
  const order = startOrderText(place);
  const processes = spec.shareProcessNamespace?.value ? [place.text(own, 'processes')] : [];
  const ghosts = ghostNames(place);
  const network = place.text(own, spec.hostNetwork?.value ? 'hostNetwork' : 'network');
  return {
    span: spec.keySpan,
    sections: [
      [titleText(place), ...(ghosts ? [place.text(own, 'injected', { containers: ghosts })] : [])],
      [network, ...processes, ...volumeLines(place), ...(order ? [order] : [])],
      [...totalsLines(place), ...qosLines(place)],
    ],
  };
}

/** `1 main, 2 sidecar`, in the order of the roles. */
function titleText(place: HoverPlace): string {
  const { pod } = place;
  const roles = ROLES.flatMap((role) => {
    const count = pod.spec.containers.filter((container) => pod.verdictOf(container).role === role).length;
    return count > 0
      ? [place.text(own, 'roleCount', { count: String(count), role: roleWord(role, place.translation) })]
      : [];
  });
  return roles.length > 0 ? place.text(own, 'title', { roles: roles.join(', ') }) : place.text(own, 'titleEmpty');
}

function volumeLines(place: HoverPlace): readonly string[] {
  const { spec } = place.pod;
  if (spec.containers.length < 2) return [];
  const shared = spec.volumes.flatMap(({ name }) => {
    const containers = new Set(volumeUses(spec, name.value).map(({ container }) => code(container.label)));
    if (containers.size < 2) return [];
    return [place.text(own, 'sharedVolume', { volume: code(name.value), containers: [...containers].join(', ') })];
  });
  if (shared.length === 0) return [place.text(own, 'noneShared')];
  const volumes = shared.slice(0, MAX_VOLUMES).join('; ') + (shared.length > MAX_VOLUMES ? '; …' : '');
  return [place.text(own, 'shared', { volumes })];
}
