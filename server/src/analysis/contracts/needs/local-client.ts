import { mismatchedDials } from '../../conditions/mismatched-ambassador.js';
import { assessLinks } from '../links.js';
import { defineNeed, unknown } from '../need.js';

export const localClient = defineNeed({
  id: 'local-client',
  title: 'A container that dials it on localhost',
  why: 'The main container knows an address on localhost, and the ambassador knows what stands behind. An ambassador that nobody dials carries nothing.',
  messages: {
    isDialed: '{other} reaches it on {address}',
    unseen: 'a container that dials it on localhost',
  },
  assess(pod, container) {
    // Who means it and misses its port does not reach it; `ambassador-port-mismatch` says so at the address.
    const isMissed = mismatchedDials(pod).some(({ ambassador }) => ambassador === container);
    return isMissed ? [unknown('unseen', {})] : assessLinks(pod, container, ['isDialed']);
  },
});
