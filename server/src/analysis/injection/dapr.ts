import type { PodSpecView } from '../model/model.js';
import type { Injector } from './injector.js';
import { isFalse, portOf } from './metadata-values.js';

const ENABLED = 'dapr.io/enabled';
const SOCKET = 'dapr.io/unix-domain-socket-path';

/** HTTP and gRPC for the application, and the public port for probes. */
const API_PORTS = [3500, 50001];
const PUBLIC_PORT = 3501;
const METRICS_PORT = 9090;

/**
 * Dapr's sidecar, which the application calls on localhost. Jobs may end it through its API, which code outside of the
 * manifest does.
 * https://docs.dapr.io/reference/arguments-annotations-overview/
 */
export const dapr: Injector = {
  id: 'dapr',
  product: 'Dapr',
  decides: (key) => key === ENABLED,
  containersFor(spec) {
    const trigger = spec.annotations.get(ENABLED);
    if (!trigger || !/^(?:y|yes|true|on|1)$/i.test(trigger.value)) return [];
    return [
      {
        name: 'daprd',
        role: 'sidecar',
        function: 'mesh-proxy',
        purpose: 'application-runtime',
        lifecycle: 'app',
        ports: portsOf(spec),
        image: /(?:^|\/)daprd$/,
        trigger,
      },
    ];
  },
};

function portsOf(spec: PodSpecView): readonly number[] {
  const api = spec.annotations.has(SOCKET) ? [] : API_PORTS;
  const metrics = isFalse(spec.annotations.get('dapr.io/enable-metrics')?.value)
    ? []
    : [portOf(spec, 'dapr.io/metrics-port', METRICS_PORT)];
  return [...api, PUBLIC_PORT, ...metrics];
}
