import { defineEvidence } from '../role.js';

const PATHS =
  /^\/(?:fluent-bit|fluentd)\/etc|^\/etc\/(?:envoy|vector|pgbouncer|otelcol|otel|haproxy|fluent|fluent-bit|td-agent|promtail|filebeat|git-sync|nutcracker|twemproxy)(?:\/|$)|filebeat\.ya?ml$/;

export const helperConfiguration = defineEvidence({
  id: 'helper-configuration',
  meta: {
    title: 'Configuration at a place of helpers',
    why: `
A ConfigMap that is mounted where Fluent Bit, Envoy, Vector, PgBouncer, HAProxy or an OpenTelemetry collector look for their
configuration tells what runs there, even if the image is one's own build.`,
    messages: { mounted: "has its configuration at '{path}', as helpers do" },
    weights: { mounted: { sidecar: 0.4, ambassador: 0.4 } },
  },
  *collect(pod) {
    if (pod.running.length < 2) return;
    for (const container of pod.running) {
      const path = container.mounts.find(({ mountPath }) => mountPath && PATHS.test(mountPath.value))?.mountPath;
      if (path) yield { container, span: path.span, message: { id: 'mounted', args: { path: path.value } } };
    }
  },
});
