import { assessLinks } from '../links.js';
import { defineNeed } from '../need.js';

export const localClient = defineNeed({
  id: 'local-client',
  title: 'A container that dials it on localhost',
  why: 'The main container knows an address on localhost, and the ambassador knows what stands behind. An ambassador that nobody dials carries nothing.',
  messages: {
    isDialed: '{other} reaches it on {address}',
    unseen: 'a container that dials it on localhost',
  },
  assess: (pod, container) => assessLinks(pod, container, ['isDialed']),
});
