import { defineEvidence } from '../role.js';

export const sharedImage = defineEvidence({
  id: 'shared-image',
  meta: {
    title: 'Same image as a sibling',
    why: `
Containers that run one image mostly are equal parts of one application, such as a server and its worker: several mains.`,
    messages: { equal: "runs the same image as '{sibling}'" },
    weights: { equal: { main: 0.6 } },
  },
  *collect(pod) {
    for (const container of pod.running) {
      const { image } = container;
      const sibling =
        image && pod.running.find((other) => other !== container && other.image?.repository === image.repository);
      if (sibling) yield { container, span: image.span, message: { id: 'equal', args: { sibling: sibling.label } } };
    }
  },
});
