import { closedTargets } from '../../conditions/closed-targets.js';
import { assessLinks } from '../links.js';
import { defineNeed, missing } from '../need.js';

export const observedContainer = defineNeed({
  id: 'observed-container',
  title: 'A container whose output it translates',
  why: 'An adapter asks the main container on localhost, is told by it, or reads its files. One that observes something outside the Pod is better off in a Pod of its own.',
  rule: 'exporter-target-closed',
  messages: {
    dials: 'asks {other} on {address}',
    dialsUnnamed: 'asks {address}',
    isDialed: '{other} tells it on {address}',
    unseen: 'the container whose output it translates',
    closed: 'an answer from {other}, which does not listen on {address}',
  },
  assess(pod, container) {
    const closed = closedTargets(pod).find((target) => target.container === container);
    if (!closed) return assessLinks(pod, container, ['dials', 'isDialed', 'dialsUnnamed']);
    const { server, address, port } = closed;
    return [missing('closed', { other: server.label, address: `localhost:${port}` }, address.value.span)];
  },
});
