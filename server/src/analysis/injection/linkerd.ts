import { booleanOf } from '../../syntax/access.js';
import type { Injector } from './injector.js';
import { isFalse, portOf } from './metadata-values.js';

const INJECT = 'linkerd.io/inject';
const PROXY = 'linkerd-proxy';
const PROXY_IMAGE = /(?:^|\/)linkerd(?:-io)?\/proxy$/;
const NATIVE = [
  'config.beta.linkerd.io/proxy-enable-native-sidecar',
  'config.alpha.linkerd.io/proxy-enable-native-sidecar',
];

/**
 * Linkerd's proxy. Pods on the node's network, without a mounted service account token, or with the proxy in their
 * manifest get none.
 * https://linkerd.io/2/features/proxy-injection/
 * https://linkerd.io/2/reference/proxy-configuration/
 */
export const linkerd: Injector = {
  id: 'linkerd',
  product: 'Linkerd',
  decides: (key) => key === INJECT,
  containersFor(spec) {
    const trigger = spec.annotations.get(INJECT);
    if (!trigger || !/^(?:enabled|ingress)$/.test(trigger.value) || spec.hostNetwork?.value) return [];
    if (booleanOf(spec.node, 'automountServiceAccountToken')?.value === false) return [];
    if (spec.containers.some(({ name, image }) => name?.value === PROXY || PROXY_IMAGE.test(image?.repository ?? ''))) {
      return [];
    }
    const native = NATIVE.flatMap((key) => spec.annotations.get(key)?.value ?? [])[0];
    return [
      {
        name: 'linkerd-init',
        role: 'init',
        function: 'network-setup',
        purpose: 'redirection',
        lifecycle: 'init',
        ports: [],
        image: /(?:^|\/)proxy-init$/,
        trigger,
      },
      {
        name: PROXY,
        role: 'sidecar',
        function: 'mesh-proxy',
        purpose: 'mesh-proxy',
        lifecycle: isFalse(native) ? 'app' : 'sidecar',
        ports: [
          portOf(spec, 'config.linkerd.io/outbound-port', 4140),
          portOf(spec, 'config.linkerd.io/inbound-port', 4143),
          portOf(spec, 'config.linkerd.io/control-port', 4190),
          portOf(spec, 'config.linkerd.io/admin-port', 4191),
        ],
        image: PROXY_IMAGE,
        trigger,
        outlivesJobs: isFalse(native),
      },
    ];
  },
};
