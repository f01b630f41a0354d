import { defineEvidence } from '../role.js';

export const configuredImage = defineEvidence({
  id: 'configured-image',
  meta: {
    title: 'Image that the configuration names',
    why: `
Images of one's own are in no catalogue. What the setting \`podPatterns.images\` or \`.pod-patterns.yaml\` says of an image
holds instead of what the catalogue says, and outweighs everything but a declaration beside the container itself.`,
    messages: {
      main: "image '{image}' is an application of its own by your configuration",
      sidecar: "image '{image}' is a sidecar by your configuration",
      ambassador: "image '{image}' is an ambassador by your configuration",
      adapter: "image '{image}' is an adapter by your configuration",
      init: "image '{image}' prepares the Pod by your configuration",
    },
    weights: {
      main: { main: 12 },
      sidecar: { sidecar: 12 },
      ambassador: { ambassador: 12 },
      adapter: { adapter: 12 },
      init: { init: 12 },
    },
  },
  *collect({ spec }) {
    for (const container of spec.containers) {
      const { image, userProduct } = container;
      if (!image || !userProduct) continue;
      yield {
        container,
        span: image.span,
        message: { id: userProduct.role, args: { image: userProduct.repository } },
        functions: { [userProduct.function]: 12 },
      };
    }
  },
});
