import { findProductByName, settingsOf } from '../../catalogue/catalogue.js';
import { defineEvidence } from '../role.js';

/** What people add to a product's name when a pod has it twice. */
const SUFFIX = /[-_](?:main|self|web|metrics|rules|container|sidecar|\d+)$/;

export const productName = defineEvidence({
  id: 'product-name',
  meta: {
    title: 'Named after a known product',
    why: `
Patches, skeletons and manifests with placeholders often have no image that tells anything, while the container is named
after its product: \`kube-rbac-proxy\`, \`cloud-sql-proxy\`. Counts where the image is unknown, and less than an image.`,
    messages: {
      sidecar: "is named like '{product}', which runs beside applications",
      ambassador: "is named like '{product}', which carries connections to the outside",
      adapter: "is named like '{product}', which exports metrics",
    },
    weights: {
      sidecar: { main: -1.4, sidecar: 2.1 },
      ambassador: { main: -1.4, ambassador: 2.5 },
      adapter: { main: -1.4, adapter: 2.5 },
    },
  },
  *collect(pod) {
    for (const container of pod.spec.containers) {
      const { name } = container;
      if (!name || pod.productOf(container)) continue;
      const says = () => settingsOf(container);
      const product = findProductByName(name.value, says) ?? findProductByName(name.value.replace(SUFFIX, ''), says);
      if (!product || product.role === 'main' || product.role === 'init' || product.role === 'toolbox') continue;
      const message = { id: product.role, args: { product: product.repository } };
      yield { container, span: name.span, message, functions: { [product.function]: 2 } };
    }
  },
});
