import type { Injector } from './injector.js';

const INJECT = 'kuma.io/sidecar-injection';

/**
 * Kuma's data plane proxy. The label goes before the annotation of the same name.
 * https://kuma.io/docs/latest/reference/kubernetes-annotations/
 * https://github.com/kumahq/kuma/blob/master/pkg/plugins/runtime/k8s/webhooks/injector/injector.go
 */
export const kuma: Injector = {
  id: 'kuma',
  product: 'Kuma',
  decides: (key) => key === INJECT,
  containersFor({ labels, annotations, containers }) {
    const trigger = labels.get(INJECT) ?? annotations.get(INJECT);
    if (!trigger || !/^(?:enabled|true)$/.test(trigger.value)) return [];
    // With its sidecar in the manifest the pod is left alone altogether.
    if (containers.some(({ name }) => name?.value === 'kuma-sidecar')) return [];
    return [
      {
        name: 'kuma-init',
        role: 'init',
        function: 'network-setup',
        purpose: 'redirection',
        lifecycle: 'init',
        ports: [],
        image: /(?:^|\/)kuma-init$/,
        trigger,
      },
      {
        name: 'kuma-sidecar',
        role: 'sidecar',
        function: 'mesh-proxy',
        purpose: 'mesh-proxy',
        lifecycle: 'app',
        ports: [15001, 15006, 9901],
        image: /(?:^|\/)kuma-(?:dp|sidecar)$/,
        trigger,
      },
    ];
  },
};
