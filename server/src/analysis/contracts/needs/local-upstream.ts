import { assessLinks } from '../links.js';
import { defineNeed } from '../need.js';

export const localUpstream = defineNeed({
  id: 'local-upstream',
  title: 'A container that it passes requests on to',
  why: 'A proxy for authentication or TLS stands before another container of the Pod and passes on to it on localhost.',
  messages: {
    dials: 'passes requests on to {other} on {address}',
    dialsUnnamed: 'passes requests on to {address}',
    unseen: 'the container that it passes requests on to',
  },
  assess: (pod, container) => assessLinks(pod, container, ['dials', 'dialsUnnamed']),
});
