import type { Span } from '../../../syntax/span.js';
import type { ContainerView, HandlerView } from '../../model/model.js';
import { defineEvidence } from '../role.js';

const LOCAL_PORT = /(?:localhost|127\.0\.0\.1|\[::1\]):(\d+)/;

export const calledBeforeStop = defineEvidence({
  id: 'called-before-stop',
  meta: {
    title: 'Called by a preStop hook',
    why: `
A preStop hook that calls a port of a sibling hands the end of the container over to it: draining, flushing and quitting are
services of a sidecar.`,
    messages: { called: "the preStop hook of '{container}' calls its port {port}" },
    weights: { called: { sidecar: 0.5 } },
  },
  *collect(pod) {
    for (const container of pod.running) {
      for (const { kind, handler } of container.hooks) {
        if (kind !== 'preStop' || !handler) continue;
        for (const { port, span } of portsCalled(handler)) {
          const called = pod.running.find((other) => other !== container && opens(other, port));
          if (!called || opens(container, port)) continue;
          const args = { container: container.label, port: String(port) };
          yield { container: called, span, message: { id: 'called', args } };
        }
      }
    }
  },
});

/** Ports in a command's localhost addresses, or the one that a request goes to: both reach any container of the pod. */
function* portsCalled({ kind, port, command }: HandlerView): Iterable<{ readonly port: number; readonly span: Span }> {
  if (kind === 'httpGet' && typeof port?.value === 'number') yield { port: port.value, span: port.span };
  for (const { value, span } of command) {
    const [, called] = LOCAL_PORT.exec(value) ?? [];
    if (called !== undefined) yield { port: Number(called), span };
  }
}

function opens({ ports }: ContainerView, port: number): boolean {
  return ports.some((open) => open.port.value === port);
}
