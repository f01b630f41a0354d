import { defineEvidence } from '../role.js';

export const unknownImage = defineEvidence({
  id: 'unknown-image',
  meta: {
    title: 'Image of nobody else',
    why: `
Helpers are mostly public products, and applications mostly one's own images. An image that the catalogue does not have is
therefore a little more likely to be the application.`,
    messages: { unknown: "image '{image}' is no helper that is widely known" },
    weights: { unknown: { main: 0.5 } },
  },
  *collect(pod) {
    for (const container of pod.running) {
      const { image } = container;
      if (!image || pod.productOf(container)) continue;
      yield { container, span: image.span, message: { id: 'unknown', args: { image: image.repository } } };
    }
  },
});
