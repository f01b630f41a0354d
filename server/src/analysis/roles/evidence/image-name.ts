import { findProductByName } from '../../catalogue/catalogue.js';
import type { Product } from '../../catalogue/product.js';
import { proxyDirection } from '../names.js';
import { defineEvidence, type FunctionWeights } from '../role.js';

type Kind = 'exporter' | 'ambassador' | 'adapter' | 'sidecar' | 'inboundProxy' | 'outboundProxy' | 'proxy';

const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['exporter', /exporter$|exporter[-_]/],
  ['ambassador', /ambassador/],
  ['adapter', /(?:^|[-_])adapter/],
  ['sidecar', /side-?car|[-_](?:reloader|reload|sync|shipper|forwarder|registrar)$/],
];

const PROXIES: Readonly<Record<string, Kind>> = { inbound: 'inboundProxy', outbound: 'outboundProxy', open: 'proxy' };

const FUNCTIONS: Readonly<Record<Kind, FunctionWeights>> = {
  exporter: { 'metrics-exporter': 1.5 },
  ambassador: {},
  adapter: {},
  sidecar: {},
  inboundProxy: {},
  outboundProxy: {},
  proxy: {},
};

export const imageName = defineEvidence({
  id: 'image-name',
  meta: {
    title: 'Name of an unknown image',
    why: `
An image that the catalogue does not have may still say in its name what it is: \`shop/orders-exporter\`,
\`team/ssl-proxy\`. It counts two thirds of what the same word counts as a container's name.`,
    messages: {
      build: "image '{image}' is named like a build of '{product}'",
      exporter: "image '{image}' is named as exporters of metrics are",
      ambassador: "image '{image}' is named after the ambassador pattern",
      adapter: "image '{image}' is named as adapters are",
      sidecar: "image '{image}' is named as sidecars are",
      inboundProxy: "image '{image}' is named as proxies in front of an application are",
      outboundProxy: "image '{image}' is named as proxies on the way to the outside are",
      proxy: "image '{image}' is named as proxies are",
    },
    weights: {
      build: { main: -1, sidecar: 1.6 },
      exporter: { main: -0.6, adapter: 1.3 },
      ambassador: { main: -0.6, ambassador: 1.6 },
      adapter: { main: -0.6, adapter: 1.3 },
      sidecar: { main: -0.6, sidecar: 1.2 },
      inboundProxy: { main: -0.6, sidecar: 0.9 },
      outboundProxy: { main: -0.6, ambassador: 0.9 },
      proxy: { main: -0.6, sidecar: 0.4, ambassador: 0.4 },
    },
  },
  *collect(pod) {
    for (const container of pod.running) {
      const { image } = container;
      if (!image || pod.productOf(container)) continue;
      const name = image.repository.slice(image.repository.lastIndexOf('/') + 1).toLowerCase();
      const kind = KINDS.find(([, pattern]) => pattern.test(name))?.[0] ?? PROXIES[proxyDirection(name) ?? 'none'];
      if (kind) {
        yield { container, span: image.span, message: { id: kind, args: { image: name } }, functions: FUNCTIONS[kind] };
        continue;
      }
      const product = helperInName(name);
      if (!product) continue;
      const message = { id: 'build', args: { image: name, product: product.repository } } as const;
      yield { container, span: image.span, message, functions: { [product.function]: 2 } };
    }
  },
});

/** Shorter names are words of the language as well: `vector`. */
const LEAST_NAME_LENGTH = 7;

/** `filebeat` of `filebeat-configured`. */
function helperInName(name: string): Product | undefined {
  for (let end = name.indexOf('-'); end > 0; end = name.indexOf('-', end + 1)) {
    const product = end < LEAST_NAME_LENGTH ? undefined : findProductByName(name.slice(0, end));
    if (product?.role === 'sidecar') return product;
  }
  return undefined;
}
