import { worksOutside } from '../links.js';
import { defineNeed, missing, unknown } from '../need.js';
import { assessFiles, writesForOthers } from '../shared-files.js';
import { unsharedVolume } from '../unshared-volume.js';

export const filesForAnother = defineNeed({
  id: 'files-for-another',
  title: 'A volume that hands its files to another container',
  why: 'What is fetched or prepared reaches another container only through a volume that both of them mount. What an init container leaves anywhere else is gone when it ends.',
  rule: 'volume-not-shared',
  messages: {
    passes: 'writes volume {volume}, which {other} reads',
    shares: 'shares volume {volume} with {other}',
    unwritten: 'a volume shared with {other}, which never sees what it fetches',
    unseen: 'the container that gets its files',
  },
  assess(pod, container) {
    const unshared = unsharedVolume(pod, container);
    if (unshared?.fills) return [missing('unwritten', { other: unshared.main.label }, container.anchor)];
    const files = assessFiles(pod, container, 'for');
    if (files.length > 0 || pod.spec.fragment || unshared || !writesForOthers(pod, container)) return files;
    const linked = pod.flows.some(({ from, to }) => from === container || to === container);
    return linked || worksOutside(pod, container) ? [] : [unknown('unseen', {})];
  },
});
