import { defineNeed, REPORTED } from '../need.js';
import { unreserved } from '../unbounded.js';

/** Room is reserved for the container, or it is bounded. What it has, the memory limit tells. */
export const resources = defineNeed({
  id: 'resources',
  rule: 'missing-resources',
  messages: {},
  assess: (pod, container) => (unreserved(pod, container) ? REPORTED : []),
});
