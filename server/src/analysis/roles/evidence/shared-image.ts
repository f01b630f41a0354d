import { sharesOneImage } from '../images.js';
import { defineEvidence } from '../role.js';

export const sharedImage = defineEvidence({
  id: 'shared-image',
  meta: {
    title: 'Same image as every sibling',
    why: `
Where all containers of a pod run one image, they mostly are equal parts of one application, such as a server and its
worker, and several mains.`,
    messages: { equal: 'runs the same image as every other container of the pod' },
    weights: { equal: { main: 0.6 } },
  },
  *collect(pod) {
    if (!sharesOneImage(pod)) return;
    for (const container of pod.running) {
      yield { container, span: container.image?.span ?? container.anchor, message: { id: 'equal', args: {} } };
    }
  },
});
