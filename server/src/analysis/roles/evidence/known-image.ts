import type { Product } from '../../catalogue/product.js';
import type { ContainerView } from '../../model/model.js';
import { sharesOneImage } from '../images.js';
import { defineEvidence, type FunctionWeights, type RoleWeights } from '../role.js';

const SIDECAR: RoleWeights = { main: -2, sidecar: 3 };
const AMBASSADOR: RoleWeights = { main: -2, ambassador: 3.5 };
const ADAPTER: RoleWeights = { main: -2, adapter: 3.5 };
/** Where every container runs the same image, names and commands have to tell them apart. */
const SAME_IMAGE_SCALE = 0.3;

const MESSAGES = {
  'log-shipper': "image '{image}' is a log shipper",
  'config-reloader': "image '{image}' reloads configuration that has changed",
  'file-sync': "image '{image}' keeps files up to date",
  'mesh-proxy': "image '{image}' is the proxy of a service mesh, which adds to the application in both directions",
  'auth-proxy': "image '{image}' checks who may call the application",
  'tls-proxy': "image '{image}' ends TLS in front of the application",
  'secrets-agent': "image '{image}' brings secrets and certificates",
  backup: "image '{image}' backs data up",
  'csi-helper': "image '{image}' is a helper of CSI drivers",
  'leader-election': "image '{image}' elects a leader",
  'controller-helper': "image '{image}' takes work off a controller",
  debug: "image '{image}' is for debugging",
  sidecar: "image '{image}' is made to run beside an application",
  'outbound-proxy': "image '{image}' carries an application's connections to the outside",
  'db-proxy': "image '{image}' carries an application's connections to its database",
  'metrics-exporter': "image '{image}' is a metrics exporter",
  main: "image '{image}' is an application of its own",
  init: "image '{image}' is made to prepare a pod",
} as const;

export const knownImage = defineEvidence({
  id: 'known-image',
  meta: {
    title: 'Image of a known product',
    why: `
The catalogue says what well-known images are made for, and where a subcommand or setting decides (\`vault agent\`,
\`thanos sidecar\`), which one it is. Products that help say more than products that are applications: nginx, Redis and
Envoy are found in both places.`,
    messages: MESSAGES,
    weights: {
      'log-shipper': SIDECAR,
      'config-reloader': SIDECAR,
      'file-sync': SIDECAR,
      'mesh-proxy': SIDECAR,
      'auth-proxy': SIDECAR,
      'tls-proxy': SIDECAR,
      'secrets-agent': SIDECAR,
      backup: SIDECAR,
      'csi-helper': SIDECAR,
      'leader-election': SIDECAR,
      'controller-helper': SIDECAR,
      debug: SIDECAR,
      sidecar: SIDECAR,
      'outbound-proxy': AMBASSADOR,
      'db-proxy': AMBASSADOR,
      'metrics-exporter': ADAPTER,
      main: { main: 1.5 },
      init: { init: 1 },
    },
  },
  *collect(pod) {
    const scale = sharesOneImage(pod) ? SAME_IMAGE_SCALE : 1;
    for (const container of pod.spec.containers) {
      if (container.userProduct) continue;
      const product = pod.productOf(container);
      const id = product && messageOf(product);
      if (!id || !container.image) continue;
      yield {
        container,
        span: container.image.span,
        message: { id, args: { image: product.repository } },
        scale,
        functions: functionsOf(product, container),
      };
    }
  },
});

/** What an application's image does as an init container, only its command tells. */
function functionsOf(product: Product, { lifecycle }: ContainerView): FunctionWeights {
  if (lifecycle === 'init' && (product.function === 'other' || product.function === 'app')) return {};
  return { [product.function]: lifecycle === 'init' ? 2.5 : 3 };
}

type MessageId = keyof typeof MESSAGES;

function messageOf({ role, function: purpose }: Product): MessageId | undefined {
  if (role === 'toolbox') return undefined;
  if (role === 'main' || role === 'init') return role;
  return isMessage(purpose) ? purpose : 'sidecar';
}

function isMessage(id: string): id is MessageId {
  return id in MESSAGES;
}
