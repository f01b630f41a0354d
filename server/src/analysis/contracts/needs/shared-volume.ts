import { defineNeed, REPORTED } from '../need.js';
import { unsharedVolume } from '../unshared-volume.js';

/** Files pass between containers through a volume that both mount. What is there of it, the connection tells. */
export const sharedVolume = defineNeed({
  id: 'shared-volume',
  rule: 'volume-not-shared',
  messages: {},
  assess: (pod, container) => (unsharedVolume(pod, container) ? REPORTED : []),
});
