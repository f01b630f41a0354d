import { assessLinks } from '../links.js';
import { defineNeed } from '../need.js';

export const observedContainer = defineNeed({
  id: 'observed-container',
  title: 'A container whose output it translates',
  why: 'An adapter asks the main container on localhost, is told by it, or reads its files. One that observes something outside the Pod is better off in a Pod of its own.',
  messages: {
    dials: 'asks {other} on {address}',
    dialsUnnamed: 'asks {address}',
    isDialed: '{other} tells it on {address}',
    unseen: 'the container whose output it translates',
  },
  assess: (pod, container) => assessLinks(pod, container, ['dials', 'isDialed', 'dialsUnnamed']),
});
