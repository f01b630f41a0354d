import { assessLinks } from '../links.js';
import { defineNeed } from '../need.js';
import { unsharedVolume } from '../unshared-volume.js';

export const connection = defineNeed({
  id: 'connection',
  title: 'A way to the container that it helps',
  why: 'A helper helps through what a Pod shares: volumes, the network, processes. What is connected by none of these could as well be a Pod of its own.',
  messages: {
    dials: 'reaches {other} on {address}',
    dialsUnnamed: 'reaches {address}',
    isDialed: '{other} reaches it on {address}',
    signals: 'can signal {other}',
    isSignaled: '{other} can signal it',
    unseen: 'a volume, localhost port or signal that connects it to another container',
  },
  assess(pod, container) {
    const links = assessLinks(pod, container, ['dials', 'isDialed', 'signals', 'isSignaled', 'dialsUnnamed']);
    const { role } = pod.verdictOf(container);
    const told = role === 'main' || role === 'init' || unsharedVolume(pod, container) !== undefined;
    return told ? links.filter(({ state }) => state === 'met') : links;
  },
});
