import { programOf } from '../../commands/program.js';
import { defineEvidence } from '../role.js';

const HELPER_FLAG = /^--?(?:csi-address|kubelet-registration-path|csi-socket)(?:=|$)/;
const DRIVER_FLAG = /^--?(?:endpoint|nodeid|node-id|drivername|driver-name|csi-endpoint)(?:=|$)/;

export const csiSocket = defineEvidence({
  id: 'csi-socket',
  meta: {
    title: 'Calls a CSI driver through its socket',
    why: `
The Kubernetes CSI community calls the containers that speak to a storage driver over its socket sidecar containers: they
register it, provision, attach, resize and check on its behalf. The driver opens the socket, and is the main container.`,
    messages: { calls: 'calls a CSI driver through its socket', serves: 'serves the socket of a CSI driver' },
    weights: { calls: { main: -2, sidecar: 2.5 }, serves: { main: 1 } },
  },
  *collect(pod) {
    if (pod.running.length < 2) return;
    for (const container of pod.running) {
      const { words } = programOf(container);
      const calls = words.find(({ value }) => HELPER_FLAG.test(value));
      const serves = calls ? undefined : words.find(({ value }) => DRIVER_FLAG.test(value) && /csi|unix:/.test(value));
      if (calls)
        yield { container, span: calls.span, message: { id: 'calls', args: {} }, functions: { 'csi-helper': 2 } };
      else if (serves) yield { container, span: serves.span, message: { id: 'serves', args: {} } };
    }
  },
});
