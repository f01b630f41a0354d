import { openPortsOf } from '../../commands/open-ports.js';
import { portUses } from '../../facts/port-uses.js';
import { defineNeed, met, unknown } from '../need.js';

export const servedPort = defineNeed({
  id: 'served-port',
  title: 'A port for those outside the Pod',
  why: 'Who stands before the main container, or shows it to the outside, is dialed from there. `ports` is for people and for names: a port works without it.',
  messages: {
    targeted: 'the Service {service} sends traffic to its port {port}',
    open: 'opens port {port}',
    unseen: 'the port on which it is dialed from outside the Pod',
  },
  assess(pod, container) {
    for (const port of container.ports) {
      const [use] = portUses(pod, container, port).services;
      const service = use?.service.manifest.name?.value;
      if (service) return [met('targeted', { service, port: String(port.port.value) }, port.port.span)];
    }
    const [open] = openPortsOf(container);
    return [open ? met('open', { port: String(open.port) }, open.span) : unknown('unseen', {})];
  },
});
