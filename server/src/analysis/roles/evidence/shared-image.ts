import { isNamedAfter } from '../names.js';
import { defineEvidence } from '../role.js';

export const sharedImage = defineEvidence({
  id: 'shared-image',
  meta: {
    title: 'Same image as a sibling',
    why: `
Containers that run one image mostly are equal parts of one application, such as a server and its worker: several mains. Who is
named after the other one and opens no port, as \`frr-status\` after \`frr\`, is not its equal.`,
    messages: { equal: "runs the same image as '{sibling}'" },
    weights: { equal: { main: 0.6 } },
  },
  *collect(pod) {
    for (const container of pod.running) {
      const { image } = container;
      const sibling =
        image && pod.running.find((other) => other !== container && other.image?.repository === image.repository);
      const helps = sibling && container.ports.length === 0 && isNamedAfter(container, sibling);
      if (sibling && !helps)
        yield { container, span: image.span, message: { id: 'equal', args: { sibling: sibling.label } } };
    }
  },
});
