import { defineNeed, missing } from '../need.js';
import { assessFiles } from '../shared-files.js';
import { unsharedVolume } from '../unshared-volume.js';

export const filesFromAnother = defineNeed({
  id: 'files-from-another',
  title: 'A volume with the files of another container',
  why: 'Every container has its own file system. What another one writes is seen only through a volume that both of them mount, an `emptyDir` mostly.',
  rule: 'volume-not-shared',
  messages: {
    passes: 'reads volume {volume}, which {other} writes',
    shares: 'shares volume {volume} with {other}',
    unread: 'a volume shared with {other}, whose files it never sees',
  },
  assess(pod, container) {
    const unshared = unsharedVolume(pod, container);
    if (unshared && !unshared.fills) return [missing('unread', { other: unshared.main.label }, container.anchor)];
    return assessFiles(pod, container, 'from');
  },
});
