import type { MetadataEntry, PodSpecView } from '../model/model.js';
import type { InjectedPart, Injector } from './injector.js';
import { isFalse, isTrue } from './metadata-values.js';

const INJECT = 'consul.hashicorp.com/connect-inject';
const SERVICE = 'consul.hashicorp.com/connect-service';
const TRANSPARENT = 'consul.hashicorp.com/transparent-proxy';

/** Where redirected connections of the application arrive. */
const OUTBOUND_PORT = 15001;
const INBOUND_PORT = 20000;
const ADMIN_PORT = 19000;
/** An annotation is no place for more services than this; the bound keeps a hostile file cheap. */
const MAX_SERVICES = 20;

/**
 * Consul's service mesh: a dataplane for each service that the pod is registered as.
 * https://developer.hashicorp.com/consul/docs/k8s/annotations-and-labels
 */
export const consul: Injector = {
  id: 'consul',
  product: 'Consul',
  decides: (key) => key === INJECT,
  containersFor(spec) {
    const trigger = spec.annotations.get(INJECT);
    if (!trigger || !isTrue(trigger.value)) return [];
    const services = servicesOf(spec);
    const several = services.length > 1;
    // With several services the traffic cannot be redirected.
    const redirects = !several && !isFalse(spec.annotations.get(TRANSPARENT)?.value);
    return services.flatMap((service, index) => {
      const suffix = several ? `-${service}` : '';
      const ports = [INBOUND_PORT + index, ADMIN_PORT + index, ...(redirects ? [OUTBOUND_PORT] : [])];
      return partsOf(trigger, suffix, ports);
    });
  },
};

function servicesOf({ annotations }: PodSpecView): readonly string[] {
  const names = annotations.get(SERVICE)?.value.split(',') ?? [];
  return names.length > 1 ? [...new Set(names.map((name) => name.trim()))].slice(0, MAX_SERVICES) : [''];
}

function partsOf(trigger: MetadataEntry, suffix: string, ports: readonly number[]): readonly InjectedPart[] {
  return [
    {
      name: `consul-connect-inject-init${suffix}`,
      role: 'init',
      function: 'network-setup',
      purpose: 'redirection',
      lifecycle: 'init',
      ports: [],
      image: /(?:^|\/)consul-k8s-control-plane$/,
      trigger,
    },
    {
      name: `consul-dataplane${suffix}`,
      role: 'sidecar',
      function: 'mesh-proxy',
      purpose: 'mesh-proxy',
      lifecycle: 'app',
      ports,
      image: /(?:^|\/)consul-dataplane$/,
      trigger,
    },
  ];
}
