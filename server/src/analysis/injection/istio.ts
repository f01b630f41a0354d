import type { MetadataEntry, PodSpecView } from '../model/model.js';
import type { Injector } from './injector.js';

const INJECT = 'sidecar.istio.io/inject';
/** Chooses a control plane, and asks for its proxy where the namespace does not decide. */
const REVISION = 'istio.io/rev';
const MODE = 'istio.io/dataplane-mode';
const TEMPLATES = 'inject.istio.io/templates';
const NATIVE = 'sidecar.istio.io/nativeSidecar';
const INTERCEPTION = 'sidecar.istio.io/interceptionMode';

/** Listeners for redirected traffic; there are none where nothing is redirected. */
const REDIRECTION_PORTS = [15001, 15006];
const PORTS = [15000, 15002, 15004, 15008, 15020, 15021, 15053, 15090];

/**
 * Istio's sidecar mode. The label goes before the annotation of the same name; pods on the node's network, pods of the
 * ambient mode and gateways get no sidecar. Native by default since 1.27.
 * https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/
 * https://istio.io/latest/docs/ops/deployment/application-requirements/
 */
export const istio: Injector = {
  id: 'istio',
  product: 'Istio',
  decides: (key) => key === INJECT,
  containersFor(spec) {
    const trigger = triggerOf(spec);
    if (!trigger) return [];
    const nativeSidecar = spec.annotations.get(NATIVE)?.value;
    const redirects = spec.annotations.get(INTERCEPTION)?.value !== 'NONE';
    const image = /(?:^|\/)(?:proxyv2|istio-proxy)$/;
    const proxy = {
      name: 'istio-proxy',
      role: 'sidecar',
      function: 'mesh-proxy',
      purpose: 'mesh-proxy',
      lifecycle: nativeSidecar === 'false' ? 'app' : 'sidecar',
      ports: redirects ? [...REDIRECTION_PORTS, ...PORTS] : PORTS,
      image,
      trigger,
      outlivesJobs: nativeSidecar === 'false',
    } as const;
    if (!redirects) return [proxy];
    return [
      {
        name: 'istio-init',
        role: 'init',
        function: 'network-setup',
        purpose: 'redirection',
        lifecycle: 'init',
        ports: [],
        image,
        trigger,
      },
      proxy,
    ];
  },
};

function triggerOf({ labels, annotations, hostNetwork }: PodSpecView): MetadataEntry | undefined {
  const templates = annotations.get(TEMPLATES)?.value.split(',') ?? ['sidecar'];
  if (hostNetwork?.value || labels.get(MODE)?.value === 'ambient' || !templates.includes('sidecar')) return undefined;
  const inject = labels.get(INJECT) ?? annotations.get(INJECT);
  if (inject) return /^(?:y|yes|true|on)$/i.test(inject.value) ? inject : undefined;
  const revision = labels.get(REVISION);
  return revision && /^[a-z0-9]/.test(revision.value) ? revision : undefined;
}
