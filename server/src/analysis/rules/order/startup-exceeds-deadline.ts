import { mapOf, numberOf } from '../../../syntax/access.js';
import { isWhole } from '../../conditions/workload.js';
import { probeTimes } from '../../facts/probe-times.js';
import { defineRule } from '../rule.js';

const DEFAULT_DEADLINE_SECONDS = 600;

export const startupExceedsDeadline = defineRule({
  id: 'startup-exceeds-deadline',
  meta: {
    title: 'Startup that may take longer than a rollout may stand still',
    severity: 'information',
    since: '0.1.0',
    docs: `
      A Deployment reports a rollout as failed when it made no progress for \`progressDeadlineSeconds\` (600 unless set). A
      startup probe that grants a container more time than that lets a rollout count as failed while the container is
      still allowed to start.`,
    references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#failed-deployment'],
    messages: {
      exceeds: "'{container}' may take {seconds} s to start, but the rollout counts as failed after {deadline} s",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec:
      containers:
      - name: shop
        image: registry.example/shop:1.4
        startupProbe:
#       ^^^^^^^^^^^^ startup-exceeds-deadline
          httpGet: {path: /, port: 8080}
          failureThreshold: 90
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  progressDeadlineSeconds: 1200
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec:
      containers:
      - name: shop
        image: registry.example/shop:1.4
        startupProbe:
          httpGet: {path: /, port: 8080}
          failureThreshold: 90
`,
        },
      ],
    },
  },

  fields: ['startupProbe'],
  *check(pod) {
    const { manifest, spec } = pod;
    if (!isWhole(pod) || manifest.kind.value !== 'Deployment') return;
    const deadline =
      numberOf(mapOf(manifest.node, 'spec'), 'progressDeadlineSeconds')?.value ?? DEFAULT_DEADLINE_SECONDS;
    for (const container of spec.containers) {
      const probe = container.probes.find(({ kind }) => kind === 'startupProbe');
      const times = probe && probeTimes(probe, spec);
      if (!probe || !times || times.unreadable.length > 0 || times.startAtLeast <= deadline) continue;
      const args = { container: container.label, seconds: String(times.startAtLeast), deadline: String(deadline) };
      yield { span: probe.keySpan, container, message: { id: 'exceeds', args } };
    }
  },
});
