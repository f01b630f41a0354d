import { assessLinks } from '../links.js';
import { defineNeed } from '../need.js';

export const reloadPath = defineNeed({
  id: 'reload-path',
  title: 'A way to make the other container reload',
  why: 'That files have changed is told by a call to localhost or by a signal; for the latter the Pod shares its process namespace.',
  messages: {
    dials: 'tells {other} to reload on {address}',
    dialsUnnamed: 'tells {address} to reload',
    signals: 'can signal {other}',
    unseen: 'the container that it tells to reload',
  },
  assess: (pod, container) => assessLinks(pod, container, ['dials', 'signals', 'dialsUnnamed']),
});
