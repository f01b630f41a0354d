import { isWhole } from '../../conditions/workload.js';
import { probeTimes } from '../../facts/probe-times.js';
import type { ContainerView, ProbeKind, ProbeView } from '../../model/model.js';
import { defineRule } from '../rule.js';

export const livenessBeforeReadiness = defineRule({
  id: 'liveness-before-readiness',
  meta: {
    title: 'Liveness probe that gives up before readiness is asked for',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      A liveness probe that gives up before the readiness probe first asks restarts a container that was still given
      time to start: it never becomes ready. It is information where the two ask different things. Use a startup probe
      for slow starts: the others begin when it has passed.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes',
    ],
    messages: {
      early:
        "The liveness probe of '{container}' may restart it after {least} s, before the readiness probe first asks after {delay} s",
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
    livenessProbe:
#   ^^^^^^^^^^^^^ liveness-before-readiness
      httpGet: {path: /, port: 8080}
      periodSeconds: 5
    readinessProbe:
      httpGet: {path: /, port: 8080}
      initialDelaySeconds: 60
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
    startupProbe:
      httpGet: {path: /, port: 8080}
      failureThreshold: 30
    livenessProbe:
      httpGet: {path: /, port: 8080}
      periodSeconds: 5
    readinessProbe:
      httpGet: {path: /, port: 8080}
      initialDelaySeconds: 60
`,
        },
      ],
    },
  },

  fields: ['livenessProbe'],
  *check(pod) {
    if (!isWhole(pod)) return;
    for (const container of pod.spec.containers) {
      const times = (probe: ProbeView) => probeTimes(probe, pod.spec);
      const [startup, liveness, readiness] = (['startupProbe', 'livenessProbe', 'readinessProbe'] as const).map(
        (kind) => probeOf(container, kind),
      );
      if (liveness && readiness && !startup && readable(liveness, readiness)) {
        const least = times(liveness).startAtLeast;
        const delay = times(readiness).effective.initialDelaySeconds;
        if (least < delay) {
          const args = { container: container.label, least: String(least), delay: String(delay) };
          yield {
            span: liveness.keySpan,
            container,
            // What asks something else may well be answered sooner.
            severity: asked(liveness) === asked(readiness) ? 'warning' : 'information',
            message: { id: 'early', args },
          };
        }
      }
    }
  },
});

function probeOf({ probes }: ContainerView, kind: ProbeKind): ProbeView | undefined {
  return probes.find((probe) => probe.kind === kind);
}

/** What a probe asks, as one text. */
function asked({ handler }: ProbeView): string {
  const command = handler?.command.map(({ value }) => value) ?? [];
  return [handler?.kind, handler?.port?.value, handler?.path?.value, ...command].join(' ');
}

/** Whether both say all their times in numbers. */
function readable(...probes: readonly ProbeView[]): boolean {
  return probes.every(({ node, timing }) =>
    (['initialDelaySeconds', 'periodSeconds', 'failureThreshold'] as const).every(
      (field) => timing[field] !== undefined || !node.pairs.some(({ key }) => key === field),
    ),
  );
}
