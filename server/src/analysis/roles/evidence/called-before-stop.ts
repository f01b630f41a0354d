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
        for (const { value, span } of handler.command) {
          const port = Number(LOCAL_PORT.exec(value)?.[1]);
          const called = pod.running.find(
            (other) => other !== container && other.ports.some((open) => open.port.value === port),
          );
          if (!called) continue;
          const args = { container: container.label, port: String(port) };
          yield { container: called, span, message: { id: 'called', args } };
        }
      }
    }
  },
});
