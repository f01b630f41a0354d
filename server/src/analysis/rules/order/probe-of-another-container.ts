import { openPortsOf } from '../../commands/open-ports.js';
import { isWhole, runningContainers } from '../../conditions/workload.js';
import { PROBE_KINDS } from '../../model/model.js';
import { defineRule } from '../rule.js';

export const probeOfAnotherContainer = defineRule({
  id: 'probe-of-another-container',
  meta: {
    title: 'Probe that asks the port of another container',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['main', 'sidecar'],
    docs: `
      A probe's answer counts for the container that it stands at. When a liveness or startup probe asks the port of
      another container, the wrong one is restarted when that one hangs, and the one that hangs stays. Move the probe to
      the container that opens the port. Where a helper answers for the main container, it is a hint.`,
    references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-probes'],
    messages: {
      restarts: "This {probe} asks port {port} of '{other}', and restarts '{container}' when '{other}' does not answer",
      unready: "This {probe} asks port {port} of '{other}', not of '{container}'",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: registry.example/shop:1.4
    ports:
    - containerPort: 8080
    readinessProbe:
      httpGet: {path: /, port: 8080}
  - name: exporter
    image: prom/statsd-exporter:v0.28.0
    ports:
    - containerPort: 9102
    livenessProbe:
      httpGet: {path: /, port: 8080}
#                              ^^^^ probe-of-another-container
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: registry.example/shop:1.4
    ports:
    - containerPort: 8080
    readinessProbe:
      httpGet: {path: /, port: 8080}
  - name: exporter
    image: prom/statsd-exporter:v0.28.0
    ports:
    - containerPort: 9102
    livenessProbe:
      httpGet: {path: /, port: 9102}
`,
        },
      ],
    },
  },

  fields: PROBE_KINDS,
  *check(pod) {
    if (!isWhole(pod)) return;
    const running = runningContainers(pod.spec);
    if (running.length < 2) return;
    for (const container of running) {
      // Without declared ports it may open any.
      if (container.ports.length === 0 || container.probes.length === 0) continue;
      const own = new Set(openPortsOf(container).map(({ port }) => port));
      for (const { kind, handler } of container.probes) {
        const port = handler?.port;
        if (!port || typeof port.value !== 'number' || own.has(port.value) || handler.host) continue;
        const other = running.find(({ ports }) => ports.some((each) => each.port.value === port.value));
        if (!other) continue;
        const args = { container: container.label, other: other.label, port: String(port.value), probe: kind };
        // A mesh has its proxy asked, which passes it on.
        if (pod.verdictOf(other).function === 'mesh-proxy') continue;
        // A helper may answer for the main container, as one that checks its health does.
        const answers = pod.verdictOf(other).role !== 'main' || /health|probe/i.test(other.label);
        const restarts = kind !== 'readinessProbe' && !answers;
        // A sidecar's startup that waits for a later container is a graver matter, which has its own rule.
        if (kind === 'startupProbe' && container.lifecycle === 'sidecar' && other.lifecycle === 'app') continue;
        yield {
          span: port.span,
          container,
          severity: restarts ? 'warning' : 'hint',
          message: { id: restarts ? 'restarts' : 'unready', args },
        };
      }
    }
  },
});
